/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

/**
 * The section of the file that says how much is logged.
 */
final class LoggingSection {
    private static final String LEVEL = "logLevel";

    private LoggingSection() {
    }

    /** The level of this balancer's own categories; null to leave it as the configuration of the log has it. */
    static LogLevel read(Settings settings) {
        settings.live(LEVEL);
        return settings.choice(LEVEL, null, LogLevel.class);
    }
}
