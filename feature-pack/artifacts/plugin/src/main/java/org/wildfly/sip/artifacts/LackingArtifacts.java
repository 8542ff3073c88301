/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * Completes a release: jars come from its distribution, poms that cannot be had or cannot be read, for want of a parent or an import, get a
 * stand-in.
 */
final class LackingArtifacts {

    private final List<Artifact> release;
    private final Availability availability;

    /**
     * Works on a release.
     *
     * @param release the artifacts of the release
     * @param availability tells what is lacking
     */
    LackingArtifacts(List<Artifact> release, Availability availability) {
        this.release = release;
        this.availability = availability;
    }

    /**
     * Puts what is lacking into a repository. What the distribution does not have, either, is left out.
     *
     * @param distribution the jars
     * @param target where they go
     * @throws IOException if a repository, the distribution or the target fails
     */
    void takeFrom(Distribution distribution, RepositoryFolder target) throws IOException {
        for (Artifact artifact : this.availability.lackingFiles(this.release)) {
            Optional<byte[]> jar = distribution.jar(artifact);
            if (jar.isPresent()) {
                target.add(artifact, jar.get());
            }
        }
        this.addPoms(distribution, target);
    }

    private void addPoms(Distribution distribution, RepositoryFolder target) throws IOException {
        StandInPoms poms = new StandInPoms(this.release);
        for (Map.Entry<Artifact, Artifact> entry : this.availability.lackingPoms(this.release).entrySet()) {
            Artifact own = pom(entry.getKey());
            Artifact pom = entry.getValue();
            Optional<byte[]> jar = distribution.jar(entry.getKey());
            if (jar.isPresent()) {
                target.add(own, poms.forJar(own, jar.get()));
            } else if (!pom.equals(own)) {
                target.add(own, poms.forParent(own));
            }
            // others than the release's may inherit from it, too
            if (!pom.equals(own) && !pom.toString().contains("${")) {
                target.add(pom, poms.forParent(pom));
            }
        }
    }

    private static Artifact pom(Artifact artifact) {
        return new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    }
}
