/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of keys that have no effect.
 */
final class KeyWarnings {
    private final Consumer<String> warnings;

    KeyWarnings(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    void warn(String file, List<ConfigurationEntry> entries) {
        for (ConfigurationEntry entry : entries) {
            this.warnings.accept(file + " line " + entry.line() + ": " + entry.key() + reason(entry.key()));
        }
    }

    private static String reason(String key) {
        if (Keys.isNotYetSupported(key)) {
            return " is not supported yet and has no effect";
        }
        if (Keys.isOfJainSip(key)) {
            return " belongs to the JAIN SIP stack, which this balancer does without; it has no effect";
        }
        String meant = Keys.meant(key);
        return " is not known and has no effect" + (meant == null ? "" : "; did you mean " + meant + '?');
    }
}
