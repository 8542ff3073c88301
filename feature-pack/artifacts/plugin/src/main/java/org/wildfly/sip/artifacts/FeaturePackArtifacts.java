/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/** The artifacts that a release of WildFly is made of, as its Galleon feature pack lists them. */
final class FeaturePackArtifacts {

    private static final String LIST = "resources/wildfly/artifact-versions.properties";

    private FeaturePackArtifacts() {
    }

    /**
     * Reads the list of a feature pack.
     *
     * @param featurePack the zip of the feature pack
     * @return the artifacts in the order of the list, never null
     * @throws IOException if the zip cannot be read, or its list is not there or not understood
     */
    static List<Artifact> read(Path featurePack) throws IOException {
        try (ZipFile zip = new ZipFile(featurePack.toFile())) {
            ZipEntry entry = zip.getEntry(LIST);
            if (entry == null) {
                throw new IOException(featurePack + " has no " + LIST);
            }
            BufferedReader list = new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8));
            return list.lines().filter(line -> line.contains("=")).map(FeaturePackArtifacts::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IOException(LIST + " of " + featurePack + " is not understood", e);
        }
    }

    // key=groupId:artifactId:version:classifier:extension
    private static Artifact parse(String line) {
        String[] parts = line.substring(line.indexOf('=') + 1).split(":", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException(line);
        }
        return new DefaultArtifact(parts[0], parts[1], parts[3], parts[4], parts[2]);
    }
}
