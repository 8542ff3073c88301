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
 * What the documentation says of the keys of the file: the tables of the README, which is in the jar, so that there is one list only.
 */
final class KeyGuide {
    private static final String RESOURCE = "README.md";
    private static final String KEYS = "\n## Keys\n";
    private static final String OLD_KEYS = "\n## Old keys\n";
    private static final Pattern CELLS = Pattern.compile("\\s*\\|\\s*");
    private static final int CELLS_OF_A_KEY = 5;

    /** A row of a table: several keys may share it. */
    private record Row(String keys, String byDefault, String live, String meaning) {

        boolean names(String key) {
            return Stream.of(this.keys.toLowerCase(Locale.ROOT).split(", *")).anyMatch(key.toLowerCase(Locale.ROOT)::equals);
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
        int keys = text.indexOf(KEYS);
        int oldKeys = text.indexOf(OLD_KEYS);
        section(text.substring(keys, oldKeys));
        section(text.substring(oldKeys, text.indexOf("\n## ", oldKeys + 1)));
    }

    private void section(String text) {
        for (String line : text.split("\n")) {
            String[] cells = CELLS.split(line.replace("`", ""), -1);
            if (line.startsWith("| ") && line.contains("`")) {
                boolean old = cells.length < CELLS_OF_A_KEY + 1;
                this.rows.add(new Row(cells[1], old ? null : cells[2], old ? null : cells[3], cells[old ? 2 : CELLS_OF_A_KEY - 1]));
            }
        }
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
