/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.aether.artifact.Artifact;

/** Completes a release: jars come from its distribution, poms that cannot be had get a stand-in. */
final class LackingArtifacts {

    private final List<Artifact> release;
    private final Availability availability;

    /**
     * Works on a release.
     *
     * @param release the artifacts of the release
     * @param availability tells what is lacking, and sees what is put into the target
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
        StandInPoms poms = new StandInPoms(this.release);
        Set<Artifact> tried = new HashSet<>();
        Map<Artifact, Artifact> lacking = this.availability
                .lackingPoms(this.release.stream().filter(artifact -> artifact.getExtension().equals("jar")).toList());
        while (!lacking.isEmpty()) {
            List<Artifact> heirs = new ArrayList<>();
            for (Map.Entry<Artifact, Artifact> entry : lacking.entrySet()) {
                Artifact artifact = entry.getKey();
                Artifact pom = entry.getValue();
                boolean own = pom.getGroupId().equals(artifact.getGroupId()) && pom.getArtifactId().equals(artifact.getArtifactId());
                if (!own) {
                    heirs.add(artifact);
                }
                Optional<byte[]> jar = distribution.jar(artifact);
                if (tried.add(pom) && (!own || jar.isPresent())) {
                    target.add(pom, own ? poms.forJar(pom, jar.get()) : poms.forParent(pom));
                }
            }
            // with its parent there, a pom may turn out to lack another one
            lacking = this.availability.lackingPoms(heirs);
            lacking.values().removeAll(tried);
        }
    }
}
