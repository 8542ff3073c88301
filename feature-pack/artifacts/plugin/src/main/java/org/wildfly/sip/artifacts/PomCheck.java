/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.ArrayList;
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
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
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
     * Reads the poms of many artifacts.
     *
     * @param artifacts the artifacts, not null
     * @return those whose pom could not be read, for whatever reason
     * @throws IOException if the thread was interrupted
     */
    List<Artifact> unreadable(Collection<Artifact> artifacts) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<Artifact, Future<ArtifactDescriptorResult>> answers = new LinkedHashMap<>();
            artifacts.forEach(artifact -> answers.put(artifact, executor.submit(() -> this.read(artifact))));
            List<Artifact> unreadable = new ArrayList<>();
            for (Map.Entry<Artifact, Future<ArtifactDescriptorResult>> answer : answers.entrySet()) {
                try {
                    answer.getValue().get();
                } catch (ExecutionException e) {
                    unreadable.add(answer.getKey());
                }
            }
            return unreadable;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while poms were read", e);
        } finally {
            executor.shutdownNow();
        }
    }

    /**
     * Finds the pom that keeps an artifact from being used as a dependency: its own, or one that it inherits from or imports.
     *
     * @param artifact the artifact
     * @return the first such pom, empty if there is none
     * @throws IOException if a pom could not be read, and no repository said that it is absent
     */
    Optional<Artifact> lacking(Artifact artifact) throws IOException {
        try {
            this.read(artifact);
            return Optional.empty();
        } catch (ArtifactDescriptorException e) {
            Artifact pom = new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
            Throwable cause = e.getCause();
            if (cause instanceof UnresolvableModelException other) {
                pom = new DefaultArtifact(other.getGroupId(), other.getArtifactId(), "pom", other.getVersion());
                cause = other.getCause();
            }
            if (cause instanceof ArtifactResolutionException failure
                    && failure.getResult().getExceptions().stream().anyMatch(ArtifactNotFoundException.class::isInstance)) {
                return Optional.of(pom);
            }
            throw new IOException(e.getMessage(), e);
        }
    }

    private ArtifactDescriptorResult read(Artifact artifact) throws ArtifactDescriptorException {
        return this.system.readArtifactDescriptor(this.session, new ArtifactDescriptorRequest(artifact, this.repositories, null));
    }
}
