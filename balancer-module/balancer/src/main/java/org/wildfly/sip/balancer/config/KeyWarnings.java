/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.function.Consumer;

/**
 * Tells of keys that have no effect.
 */
final class KeyWarnings {
    private final Consumer<String> warnings;

    KeyWarnings(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    void warn(String file, Settings settings) {
        for (ConfigurationEntry entry : settings.unread()) {
            this.warnings.accept(file + " line " + entry.line() + ": " + entry.key() + reason(entry.key(), settings));
        }
        settings.notes().forEach((key, text) -> this.warnings.accept(file + " line " + settings.line(key) + ": " + key + ' ' + text));
    }

    private static String reason(String key, Settings settings) {
        String why = MeaninglessKeys.reason(key);
        if (why != null) {
            return " has no effect: " + why;
        }
        String meant = settings.meant(key);
        return " is not known and has no effect" + (meant == null ? "" : "; did you mean " + meant + '?');
    }
}
