/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.wildfly.sip.balancer.config.BalancerConfiguration;

/**
 * Sets up the log: Log4j 2, to the console at INFO unless the system properties {@code logLevel} (or {@code LogLevel}) or {@code
 * logConfigFile} say otherwise.
 */
final class Logging {
    private static final String CATEGORY = "org.wildfly.sip";
    private static final String CONFIG_FILE = "logConfigFile";

    private Logging() {
    }

    static void configure() {
        // The shutdown hook of the balancer still logs.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        System.setProperty("org.jboss.logging.provider", "log4j2");
        String file = System.getProperty(CONFIG_FILE);
        if (file != null) {
            System.setProperty("log4j.configurationFile", file);
        }
        String level = System.getProperty("logLevel", System.getProperty("LogLevel"));
        if (level != null) {
            Configurator.setRootLevel(Level.toLevel(level, Level.INFO));
        }
    }

    /** Sets the level of this balancer's categories, if the configuration has one. */
    static void apply(BalancerConfiguration configuration) {
        if (configuration.logLevel() != null) {
            Configurator.setLevel(CATEGORY, Level.valueOf(configuration.logLevel().name()));
        }
    }

    /** Takes the level of another configuration; without one the level stays as it is. */
    static Runnable reload(BalancerConfiguration configuration) {
        return () -> apply(configuration);
    }

    /** Writes out what is still buffered. */
    static void flush() {
        LogManager.shutdown();
    }
}
