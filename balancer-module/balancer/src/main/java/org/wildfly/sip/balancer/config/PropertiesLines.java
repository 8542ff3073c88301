/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a properties file as {@link java.util.Properties} does, but keeps line numbers and repeated keys, and takes lines that begin with
 * two slashes for comments, as the sample file of old has one.
 */
final class PropertiesLines {

    private PropertiesLines() {
    }

    static List<ConfigurationEntry> read(Reader reader) throws IOException {
        List<ConfigurationEntry> entries = new ArrayList<>();
        BufferedReader lines = new BufferedReader(reader);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.stripLeading();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith("!") || text.startsWith("//")) {
                continue;
            }
            int first = number;
            StringBuilder logical = new StringBuilder(text);
            while (isContinued(logical)) {
                logical.setLength(logical.length() - 1);
                String next = lines.readLine();
                number++;
                if (next == null) {
                    break;
                }
                logical.append(next.stripLeading());
            }
            entries.add(entry(first, logical.toString()));
        }
        return entries;
    }

    private static boolean isContinued(StringBuilder line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static ConfigurationEntry entry(int number, String line) {
        int end = 0;
        while (end < line.length() && "=: \t\f".indexOf(line.charAt(end)) < 0) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, line.length());
        String rest = line.substring(end).stripLeading();
        if (!rest.isEmpty() && (rest.charAt(0) == '=' || rest.charAt(0) == ':')) {
            rest = rest.substring(1);
        }
        return new ConfigurationEntry(number, unescape(line.substring(0, end)), unescape(rest.strip()));
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                result.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 't' -> result.append('\t');
                case 'n' -> result.append('\n');
                case 'r' -> result.append('\r');
                case 'f' -> result.append('\f');
                case 'u' -> {
                    String digits = text.substring(i + 1, Math.min(text.length(), i + 5));
                    if (digits.matches("[0-9a-fA-F]{4}")) {
                        result.append((char) Integer.parseInt(digits, 16));
                        i += 4;
                    } else {
                        result.append("\\u");
                    }
                }
                default -> result.append(escaped);
            }
        }
        return result.toString();
    }
}
