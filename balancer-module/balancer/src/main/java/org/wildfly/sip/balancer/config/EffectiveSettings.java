/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All keys that a configuration knows with the values that they have in it. Immutable; secrets stay inside.
 */
public final class EffectiveSettings {
    private final Map<String, String> values;
    private final Set<String> secrets;
    private final Set<String> live;
    private final Map<String, Integer> lines;

    /**
     * @param values  by key, in the order in which they are shown; null for none
     * @param secrets the keys whose values nobody is to see
     * @param live    the keys whose values can be changed while a balancer runs
     * @param lines   where keys are set
     */
    EffectiveSettings(Map<String, String> values, Set<String> secrets, Set<String> live, Map<String, Integer> lines) {
        this.lines = Map.copyOf(lines);
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.secrets = Set.copyOf(secrets);
        this.live = Set.copyOf(live);
    }

    /** The keys. */
    public Set<String> keys() {
        return this.values.keySet();
    }

    /** True if the value of a key can be changed while a balancer runs. */
    public boolean isLive(String key) {
        return this.live.contains(key);
    }

    /** The number of the line that sets a key, or 0 if none does. */
    public int line(String key) {
        return this.lines.getOrDefault(key, 0);
    }

    /** The lines of a file that would give this configuration: a comment if a key has no value, no secrets. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        this.values.forEach((key, value) -> {
            boolean isEmpty = value == null || value.isEmpty();
            lines.add(isEmpty ? '#' + key + '=' : key + '=' + (this.secrets.contains(key) ? "***" : value.replace("\\", "\\\\")));
        });
        return lines;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EffectiveSettings && this.values.equals(((EffectiveSettings) other).values);
    }

    @Override
    public int hashCode() {
        return this.values.hashCode();
    }

    /**
     * The keys that have another value in another configuration.
     *
     * @param live true for those that can be changed while a balancer runs, false for the others
     */
    public List<String> differences(EffectiveSettings other, boolean live) {
        Set<String> keys = new LinkedHashSet<>(this.values.keySet());
        keys.addAll(other.values.keySet());
        return keys.stream().filter(key -> (isLive(key) || other.isLive(key)) == live)
                .filter(key -> !Objects.equals(this.values.get(key), other.values.get(key))).toList();
    }
}
