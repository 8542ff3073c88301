/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;

/**
 * A configuration in a file.
 */
public final class ConfigurationFile implements ConfigurationSource {
    private final Path file;
    private final ConfigurationReader reader;

    public ConfigurationFile(Path file, ConfigurationReader reader) {
        this.file = file;
        this.reader = reader;
    }

    @Override
    public BalancerConfiguration read() throws IOException, ConfigurationException {
        return this.reader.read(this.file);
    }

    @Override
    public Object stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(this.file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    private record Stamp(FileTime modified, long size, Object key) {
    }
}
