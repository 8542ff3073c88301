/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the documentation says of the keys of the file: tables of the README, which is in the jar, so that there is one list only.
 */
final class KeyGuide {
    private static final String RESOURCE = "README.md";
    private static final String KEYS = "\n## Keys\n";
    /** Has a table of names of old, too: as in XML, as in a properties file, and what is here. */
    private static final String OLD_KEYS = "\n## Coming from ";
    private static final Pattern LINES = Pattern.compile("\\s*\\|\\s*");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]*\\)");
    /** With what is before the first line and behind the last. */
    private static final int CELLS = 6;
    private static final int CELLS_OF_OLD = 5;

    /** A row of a table: several keys may share it. */
    private record Row(String keys, String byDefault, String live, String meaning) {

        /** True for the row of a key, not for those of old that mention it, too. */
        boolean names(String key) {
            return this.byDefault != null
                    && Stream.of(this.keys.toLowerCase(Locale.ROOT).split(", *")).anyMatch(key.toLowerCase(Locale.ROOT)::equals);
        }

        boolean mentions(String text) {
            return (this.keys + ' ' + this.meaning).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>(List.of(this.keys, "    " + this.meaning));
            if (this.byDefault != null) {
                lines.add("    default: " + this.byDefault);
                lines.add("    a new value is in effect " + (this.live.isEmpty() ? "after a restart" : "when the file is read again"));
            }
            return lines;
        }
    }

    private final List<Row> rows = new ArrayList<>();

    /**
     * Reads the documentation.
     *
     * @throws IOException if that fails
     */
    KeyGuide() throws IOException {
        try (InputStream in = KeyGuide.class.getResourceAsStream(RESOURCE)) {
            read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void read(String text) {
        for (String[] cells : cells(text, KEYS, CELLS)) {
            this.rows.add(new Row(cells[1], cells[2], cells[3], cells[4]));
        }
        for (String[] cells : cells(text, OLD_KEYS, CELLS_OF_OLD)) {
            boolean same = cells[2].isEmpty() || cells[2].equals("the same");
            this.rows.add(new Row(same ? cells[1] : cells[1] + "; " + cells[2], null, null, cells[3]));
        }
    }

    /** The rows with a name in them of those tables of a section that have so many columns. */
    private static List<String[]> cells(String text, String section, int count) {
        int from = text.indexOf(section);
        String lines = text.substring(from, text.indexOf("\n## ", from + 1));
        return lines.lines().filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> LINES.split(LINK.matcher(line.replace("`", "")).replaceAll("$1"), -1)).filter(cells -> cells.length == count)
                .toList();
    }

    /**
     * What is to be told of a key, or of all that have to do with a word if there is no such key.
     *
     * @param key whatever its capitals; empty for all keys
     * @return lines; none if nothing has to do with it
     */
    List<String> explain(String key) {
        List<Row> named = this.rows.stream().filter(row -> row.names(key)).toList();
        List<Row> found = named.isEmpty() ? this.rows.stream().filter(row -> row.mentions(key)).toList() : named;
        return found.stream().flatMap(row -> row.lines().stream()).toList();
    }
}
