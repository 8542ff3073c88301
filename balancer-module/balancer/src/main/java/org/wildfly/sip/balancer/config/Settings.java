/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of a file while they are made a configuration: hands out values, notes what is wrong with them, which keys nobody asked
 * for, and what those that were asked for come to. A key is known if a section asks for it, whether it is there or not.
 */
final class Settings {
    private final String file;
    private final Map<String, ConfigurationEntry> unread = new HashMap<>();
    private final Map<String, ConfigurationEntry> read = new TreeMap<>();
    private final List<ConfigurationEntry> repeated = new ArrayList<>();
    private final Map<Integer, Set<String>> problems = new TreeMap<>();
    private final Map<String, String> effective = new LinkedHashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final Set<String> live = new HashSet<>();
    private final Set<String> aliases = new LinkedHashSet<>();
    private final Map<String, String> notes = new LinkedHashMap<>();

    Settings(String file, List<ConfigurationEntry> entries) {
        this.file = file;
        for (ConfigurationEntry entry : entries) {
            if (this.unread.putIfAbsent(entry.key(), entry) != null) {
                this.repeated.add(entry);
            }
        }
    }

    /** Notes that the values of some keys can be changed while a balancer runs: a {@code Reloadable} takes them over. */
    void live(String... keys) {
        this.live.addAll(List.of(keys));
    }

    /**
     * Takes the value of a key for that of another, if that is not set itself.
     *
     * @param conversion gives the other key's value, or null if nothing needs to be set for it
     */
    void alias(String old, String key, UnaryOperator<String> conversion) {
        this.aliases.add(old);
        ConfigurationEntry entry = this.unread.get(old);
        if (entry == null) {
            return;
        }
        String value = conversion.apply(entry.value());
        this.unread.remove(old);
        this.read.put(old, entry);
        if (value != null && !isSet(key)) {
            this.unread.put(key, new ConfigurationEntry(entry.line(), key, value));
            note(old, "is taken for " + key + '=' + value);
        } else if (value != null) {
            note(old, "has no effect, since " + key + " is set");
        }
    }

    boolean isSet(String key) {
        ConfigurationEntry entry = this.unread.containsKey(key) ? this.unread.get(key) : this.read.get(key);
        return entry != null && !entry.value().isEmpty();
    }

    /** The texts of all keys with a prefix, by what follows it. */
    Map<String, String> prefixed(String prefix) {
        Map<String, String> texts = new TreeMap<>();
        List.copyOf(this.unread.keySet()).stream().filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .forEach(key -> texts.put(key.substring(prefix.length()), text(key, "")));
        return Collections.unmodifiableMap(texts);
    }

    /** The text of a key, or the default if it is not there or empty. */
    String text(String key, String byDefault) {
        ConfigurationEntry entry = entry(key);
        return noted(key, entry == null ? byDefault : entry.value());
    }

    /** The text of a key that nobody is to see, or null if it is not there; it has a least length. */
    String secret(String key, int minLength) {
        this.secrets.add(key);
        String secret = text(key, null);
        if (secret != null && secret.length() < minLength) {
            problem(key, "is shorter than " + minLength + " characters; take a long random text");
        }
        return secret;
    }

    /** The values of a key, which are separated by commas; empty if it is not there. */
    List<String> list(String key) {
        String text = text(key, "");
        return Stream.of(text.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    /** The one of some names that a key has, whatever its capitals, or the default. */
    <E extends Enum<E>> E choice(String key, E byDefault, Class<E> type) {
        ConfigurationEntry entry = entry(key);
        E value = byDefault;
        if (entry != null) {
            value = Stream.of(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(entry.value())).findAny().orElse(null);
            if (value == null) {
                problem(entry, "is none of " + Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
                value = byDefault;
            }
        }
        noted(key, value == null ? null : value.name());
        return value;
    }

    /** The whole number of a key within bounds, or the default. */
    int number(String key, int byDefault, int min, int max) {
        int value = parseNumber(key, byDefault, min, max);
        noted(key, value < min ? null : Integer.toString(value));
        return value;
    }

    private int parseNumber(String key, int byDefault, int min, int max) {
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
        noted(key, entry == null ? Boolean.toString(byDefault) : entry.value());
        if (entry == null) {
            return byDefault;
        }
        if (!entry.value().equalsIgnoreCase("true") && !entry.value().equalsIgnoreCase("false")) {
            problem(entry, "is neither true nor false; the default is " + byDefault);
        }
        return Boolean.parseBoolean(entry.value());
    }

    /** Notes something about a key that is set, which its operator should know although it is not wrong. */
    void note(String key, String text) {
        this.notes.put(key, text);
    }

    /** What has been noted about keys. */
    Map<String, String> notes() {
        return this.notes;
    }

    /** The line in which a key is set; it is. */
    int line(String key) {
        return this.read.get(key).line();
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
        String value = this.secrets.contains(entry.key()) ? "***" : entry.value();
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

    private String noted(String key, String value) {
        this.effective.put(key, value);
        return value;
    }

    /** The key that somebody probably meant who wrote another, or null. */
    String meant(String key) {
        return NearName.of(key, this.effective.keySet());
    }

    /** All keys that were asked for, with the values that they have. */
    EffectiveSettings effective() {
        Map<String, Integer> lines = new HashMap<>();
        this.read.values().stream().filter(entry -> !entry.value().isEmpty()).forEach(entry -> lines.put(entry.key(), entry.line()));
        return new EffectiveSettings(this.effective, this.secrets, this.live, lines);
    }

    /** The entries that nobody asked for, by line. */
    List<ConfigurationEntry> unread() {
        List<ConfigurationEntry> entries = new ArrayList<>(this.unread.values());
        entries.sort((one, other) -> Integer.compare(one.line(), other.line()));
        return entries;
    }

    /** Fails if there is a problem. */
    void check() throws ConfigurationException {
        for (ConfigurationEntry entry : this.repeated) {
            if (this.effective.containsKey(entry.key())) {
                ConfigurationEntry first = this.read.get(entry.key());
                problem(entry, "is set in line " + first.line() + " already; remove one of them");
            }
        }
        if (!this.problems.isEmpty()) {
            throw new ConfigurationException(this.file, this.problems.values().stream().flatMap(Set::stream).toList());
        }
    }
}
