/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.impl.RepositoryConnectorProvider;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;

/** Asks repositories which files they have; nothing is downloaded. */
final class FileCheck {

    private final RepositoryConnectorProvider connectors;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /**
     * Asks the given repositories.
     *
     * @param connectors Maven's way to a repository
     * @param session the session of the build
     * @param repositories the remote repositories
     */
    FileCheck(RepositoryConnectorProvider connectors, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.connectors = connectors;
        this.session = session;
        this.repositories = repositories;
    }

    /**
     * Finds the artifacts whose file no repository has.
     *
     * @param artifacts the artifacts, not null
     * @return those without a file
     * @throws IOException if no repository could be asked for one of them
     */
    List<Artifact> lacking(Collection<Artifact> artifacts) throws IOException {
        List<Artifact> lacking = List.copyOf(artifacts);
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

    private static ArtifactDownload existenceCheck(Artifact artifact, RemoteRepository repository) {
        ArtifactDownload check = new ArtifactDownload(artifact, "", null, repository.getPolicy(false).getChecksumPolicy());
        check.setExistenceCheck(true);
        check.setRepositories(List.of(repository));
        return check;
    }
}
