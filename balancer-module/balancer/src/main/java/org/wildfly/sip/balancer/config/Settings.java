/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The entries of a file while they are made a configuration: hands out values, notes what is wrong with them, and which keys nobody asked
 * for.
 */
final class Settings {
    private final String file;
    private final Map<String, ConfigurationEntry> unread = new HashMap<>();
    private final Map<String, ConfigurationEntry> read = new TreeMap<>();
    private final Map<Integer, Set<String>> problems = new TreeMap<>();

    Settings(String file, List<ConfigurationEntry> entries, Function<String, Boolean> isKnown) {
        this.file = file;
        for (ConfigurationEntry entry : entries) {
            ConfigurationEntry before = this.unread.putIfAbsent(entry.key(), entry);
            if (before != null && isKnown.apply(entry.key())) {
                problem(entry, "is set in line " + before.line() + " already; remove one of them");
            }
        }
    }

    boolean isSet(String key) {
        ConfigurationEntry entry = this.unread.containsKey(key) ? this.unread.get(key) : this.read.get(key);
        return entry != null && !entry.value().isEmpty();
    }

    /** The text of a key, or the default if it is not there or empty. */
    String text(String key, String byDefault) {
        ConfigurationEntry entry = entry(key);
        return entry == null ? byDefault : entry.value();
    }

    /** The whole number of a key within bounds, or the default. */
    int number(String key, int byDefault, int min, int max) {
        ConfigurationEntry entry = entry(key);
        if (entry == null) {
            return byDefault;
        }
        try {
            int value = Integer.parseInt(entry.value());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as is a number out of bounds.
        }
        problem(entry, "is not a whole number from " + min + " to " + max + (byDefault < min ? "" : "; the default is " + byDefault));
        return byDefault;
    }

    /** The truth value of a key, or the default. */
    boolean flag(String key, boolean byDefault) {
        ConfigurationEntry entry = entry(key);
        if (entry == null) {
            return byDefault;
        }
        if (!entry.value().equalsIgnoreCase("true") && !entry.value().equalsIgnoreCase("false")) {
            problem(entry, "is neither true nor false; the default is " + byDefault);
        }
        return Boolean.parseBoolean(entry.value());
    }

    /** Notes that the value of a key that has been read is wrong. */
    void problem(String key, String text) {
        ConfigurationEntry entry = this.read.get(key);
        if (entry == null) {
            this.problems.computeIfAbsent(Integer.MAX_VALUE, line -> new LinkedHashSet<>()).add(key + ' ' + text);
        } else {
            problem(entry, text);
        }
    }

    private void problem(ConfigurationEntry entry, String text) {
        // A secret is not shown, not even a wrong one.
        String value = entry.key().endsWith("Secret") ? "***" : entry.value();
        this.problems.computeIfAbsent(entry.line(), line -> new LinkedHashSet<>())
                .add("line " + entry.line() + ": " + entry.key() + '=' + value + ' ' + text);
    }

    private ConfigurationEntry entry(String key) {
        ConfigurationEntry entry = this.unread.remove(key);
        if (entry != null) {
            this.read.put(key, entry);
        }
        ConfigurationEntry known = this.read.get(key);
        return known == null || known.value().isEmpty() ? null : known;
    }

    /** The entries that nobody asked for, by line. */
    List<ConfigurationEntry> unread() {
        List<ConfigurationEntry> entries = new ArrayList<>(this.unread.values());
        entries.sort((one, other) -> Integer.compare(one.line(), other.line()));
        return entries;
    }

    /** Fails if there is a problem. */
    void check() throws ConfigurationException {
        if (!this.problems.isEmpty()) {
            throw new ConfigurationException(this.file, this.problems.values().stream().flatMap(Set::stream).toList());
        }
    }
}
