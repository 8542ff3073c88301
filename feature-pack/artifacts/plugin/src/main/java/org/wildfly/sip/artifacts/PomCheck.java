/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/** Reads the poms of artifacts, with all that they inherit from and import, to see which cannot be had. */
final class PomCheck {

    private static final int AT_A_TIME = 8;

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /**
     * Looks into the given repositories.
     *
     * @param system Maven's resolver
     * @param session a session that fails if a pom is absent
     * @param repositories the remote repositories
     */
    PomCheck(RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = repositories;
    }

    /**
     * Finds the poms that keep artifacts from being used as dependencies.
     *
     * @param artifacts the artifacts, not null
     * @return the first such pom for each artifact that has one
     * @throws IOException if a pom could not be read, and no repository said that it is absent
     */
    Map<Artifact, Artifact> lacking(Collection<Artifact> artifacts) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Artifact, Future<Optional<Artifact>>> answers = new LinkedHashMap<>();
            artifacts.forEach(artifact -> answers.put(artifact, executor.submit(() -> this.lacking(artifact))));
            Map<Artifact, Artifact> lacking = new LinkedHashMap<>();
            for (Map.Entry<Artifact, Future<Optional<Artifact>>> answer : answers.entrySet()) {
                answer.getValue().get().ifPresent(pom -> lacking.put(answer.getKey(), pom));
            }
            return lacking;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while poms were read", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private Optional<Artifact> lacking(Artifact artifact) throws ArtifactDescriptorException {
        try {
            this.system.readArtifactDescriptor(this.session, new ArtifactDescriptorRequest(artifact, this.repositories, null));
            return Optional.empty();
        } catch (ArtifactDescriptorException e) {
            if (e.getCause() instanceof UnresolvableModelException other) {
                return Optional.of(new DefaultArtifact(other.getGroupId(), other.getArtifactId(), "pom", other.getVersion()));
            }
            if (e.getCause() instanceof ArtifactResolutionException own
                    && own.getResult().getExceptions().stream().anyMatch(ArtifactNotFoundException.class::isInstance)) {
                return Optional.of(new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion()));
            }
            throw e;
        }
    }
}
