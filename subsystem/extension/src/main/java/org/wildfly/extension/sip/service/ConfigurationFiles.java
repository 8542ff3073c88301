/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.wildfly.extension.sip.logging.SipExtensionLogger;

/** Files in the server's configuration directory that the model names. */
class ConfigurationFiles {
    private final Path directory;

    ConfigurationFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Finds a file.
     *
     * @param attribute which attribute names it
     * @param path relative to the directory, or absolute; null for none
     * @return null for none
     * @throws IllegalStateException if it cannot be read
     */
    Path find(String attribute, String path) {
        if (path == null) {
            return null;
        }
        Path file = this.directory.resolve(path);
        if (!Files.isReadable(file)) {
            throw SipExtensionLogger.LOGGER.cannotRead(attribute, file, null);
        }
        return file;
    }

    /** Reads a properties file as {@link #find(String, String)} finds it; empty for none. */
    Map<String, String> properties(String attribute, String path) {
        Path file = this.find(attribute, path);
        if (file == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw SipExtensionLogger.LOGGER.cannotRead(attribute, file, e);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }
}
