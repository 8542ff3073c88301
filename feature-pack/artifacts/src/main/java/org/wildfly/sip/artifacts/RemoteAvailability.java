/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.impl.RepositoryConnectorProvider;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;

/**
 * Looks into the local repository and into the remote ones. Nothing but poms is downloaded for that. An artifact is lacking when one
 * repository says so and none has it: on a machine that reaches no repository at all nothing is lacking, it fails.
 */
final class RemoteAvailability implements Availability {

    private static final int POMS_AT_A_TIME = 8;

    private final RepositorySystem system;
    private final RepositoryConnectorProvider connectors;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /**
     * Looks into the given places.
     *
     * @param system Maven's resolver
     * @param connectors its way to a repository
     * @param session the session of the build
     * @param repositories the remote repositories
     * @param standIns where the poms are that stand in for lacking ones; null for nowhere
     */
    RemoteAvailability(RepositorySystem system, RepositoryConnectorProvider connectors, RepositorySystemSession session,
            List<RemoteRepository> repositories, WorkspaceReader standIns) {
        DefaultRepositorySystemSession strict = new DefaultRepositorySystemSession(session);
        // Maven itself goes on with an invalid pom, too: as one without dependencies
        strict.setArtifactDescriptorPolicy((any, request) -> ArtifactDescriptorPolicy.IGNORE_INVALID);
        strict.setWorkspaceReader(standIns);
        strict.setRepositoryListener(null); // its warnings are about poms that may get a stand-in
        this.system = system;
        this.connectors = connectors;
        this.session = strict;
        this.repositories = repositories;
    }

    @Override
    public Map<Artifact, Artifact> lackingPoms(Collection<Artifact> artifacts) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(POMS_AT_A_TIME);
        try {
            Map<Artifact, Future<Optional<Artifact>>> answers = new LinkedHashMap<>();
            artifacts.forEach(artifact -> answers.put(artifact, executor.submit(() -> this.lackingPom(artifact))));
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

    private Optional<Artifact> lackingPom(Artifact artifact) throws ArtifactDescriptorException {
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

    @Override
    public List<Artifact> lackingFiles(Collection<Artifact> artifacts) throws IOException {
        List<Artifact> lacking = artifacts.stream().filter(artifact -> !this.isLocal(artifact)).toList();
        Set<Artifact> denied = new HashSet<>();
        Exception failure = null;
        for (RemoteRepository repository : this.repositories) {
            List<ArtifactDownload> checks = lacking.stream().map(artifact -> existenceCheck(artifact, repository)).toList();
            try (RepositoryConnector connector = this.connectors.newRepositoryConnector(this.session, repository)) {
                connector.get(checks, null);
            } catch (NoRepositoryConnectorException e) {
                failure = e;
                continue;
            }
            lacking = new ArrayList<>();
            for (ArtifactDownload check : checks) {
                if (check.getException() != null) {
                    lacking.add(check.getArtifact());
                    if (check.getException() instanceof ArtifactNotFoundException) {
                        denied.add(check.getArtifact());
                    } else {
                        failure = check.getException();
                    }
                }
            }
        }
        if (!denied.containsAll(lacking)) {
            throw new IOException("No repository of this build could be asked", failure);
        }
        return lacking;
    }

    private boolean isLocal(Artifact artifact) {
        return this.session.getLocalRepositoryManager().find(this.session, new LocalArtifactRequest(artifact, this.repositories, null))
                .isAvailable();
    }

    private static ArtifactDownload existenceCheck(Artifact artifact, RemoteRepository repository) {
        ArtifactDownload check = new ArtifactDownload(artifact, "", null, repository.getPolicy(false).getChecksumPolicy());
        check.setExistenceCheck(true);
        check.setRepositories(List.of(repository));
        return check;
    }
}
