/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.aether.artifact.Artifact;

/** A folder in the layout of a Maven repository. */
final class RepositoryFolder {

    private final Path root;

    /**
     * Starts with a folder.
     *
     * @param root the folder, which need not be there yet
     */
    RepositoryFolder(Path root) {
        this.root = root;
    }

    /**
     * Names the file of an artifact in any Maven repository.
     *
     * @param artifact the artifact
     * @return the name without the folder
     */
    static String fileName(Artifact artifact) {
        String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
        return artifact.getArtifactId() + "-" + artifact.getVersion() + classifier + "." + artifact.getExtension();
    }

    /**
     * Puts a file into the place of an artifact.
     *
     * @param artifact whose file
     * @param file its bytes
     * @throws IOException if it cannot be written
     */
    void add(Artifact artifact, byte[] file) throws IOException {
        Path place = this.root.resolve(artifact.getGroupId().replace('.', '/')).resolve(artifact.getArtifactId())
                .resolve(artifact.getVersion());
        Files.write(Files.createDirectories(place).resolve(fileName(artifact)), file);
    }
}
