/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.eclipse.aether.artifact.Artifact;

/** The jars in the zip of a whole WildFly server, found by the file names that they have in a Maven repository, too. Not thread safe. */
final class Distribution implements Closeable {

    private final ZipFile zip;
    private final Map<String, ZipEntry> jars;

    /**
     * Opens a distribution.
     *
     * @param file the zip, not null
     * @throws IOException if it cannot be read
     */
    Distribution(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
        this.jars = this.zip.stream().filter(entry -> entry.getName().endsWith(".jar"))
                .collect(Collectors.toMap(entry -> entry.getName().substring(entry.getName().lastIndexOf('/') + 1), Function.identity(),
                        (first, second) -> first));
    }

    /**
     * Reads the jar of an artifact.
     *
     * @param artifact whose jar, not null
     * @return the bytes of the jar, empty if the server has no such jar
     * @throws IOException if the zip cannot be read
     */
    Optional<byte[]> jar(Artifact artifact) throws IOException {
        ZipEntry entry = this.jars.get(RepositoryFolder.fileName(artifact));
        return (entry != null) ? Optional.of(this.zip.getInputStream(entry).readAllBytes()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        this.zip.close();
    }
}
