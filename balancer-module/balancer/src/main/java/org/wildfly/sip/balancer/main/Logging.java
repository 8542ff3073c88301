/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.wildfly.sip.balancer.config.BalancerConfiguration;

/**
 * Sets up the log: Log4j 2, to the console at INFO unless the system properties {@code logLevel} (or {@code LogLevel}) or {@code
 * logConfigFile} say otherwise. That may also be a file for Log4j 1, as the guide for the balancer of old has it.
 */
final class Logging {
    private static final String CATEGORY = "org.wildfly.sip";
    private static final Pattern LOG4J_1_KEYS = Pattern.compile("(?m)^\\s*log4j\\.rootLogger\\s*=");
    private static final String CONFIG_FILE = "logConfigFile";

    private Logging() {
    }

    static void configure() {
        // The shutdown hook of the balancer still logs.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        System.setProperty("org.jboss.logging.provider", "log4j2");
        String file = System.getProperty(CONFIG_FILE);
        if (file != null && isMissing(file)) {
            System.err.println("-D" + CONFIG_FILE + '=' + file + " cannot be read; the log is as it is without that");
        } else if (file != null && isOfLog4j1(file)) {
            System.setProperty("log4j1.compatibility", "true");
            System.setProperty("log4j.configuration", file);
        } else if (file != null) {
            System.setProperty("log4j.configurationFile", file);
        }
        String level = System.getProperty("logLevel", System.getProperty("LogLevel"));
        if (level != null && Level.toLevel(level, null) == null) {
            System.err.println("-DlogLevel=" + level + " is none of OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL; INFO is taken");
        }
        if (level != null) {
            Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.toLevel(level, Level.INFO));
        }
    }

    /** True if a path, not a URL or a list, leads to no file. */
    private static boolean isMissing(String file) {
        try {
            return file.indexOf("://") < 0 && file.indexOf(',') < 0 && !Files.isReadable(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** True if a file has the root element, or the keys, that only files of Log4j 1 have. */
    private static boolean isOfLog4j1(String file) {
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            return text.contains("<log4j:configuration") || LOG4J_1_KEYS.matcher(text).find();
        } catch (IOException | InvalidPathException e) {
            // Log4j itself tells that it cannot read it, or reads it from elsewhere.
            return false;
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
