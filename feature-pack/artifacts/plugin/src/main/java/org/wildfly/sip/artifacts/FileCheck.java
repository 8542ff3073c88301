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

import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.impl.RepositoryConnectorProvider;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
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
        Map<Artifact, ArtifactTransferException> failures = this.ask(artifacts);
        List<Artifact> unknown = failures.keySet().stream().filter(artifact -> !isDenial(failures.get(artifact))).toList();
        failures.keySet().removeAll(unknown);
        failures.putAll(this.ask(unknown)); // a network may stumble once
        for (ArtifactTransferException failure : failures.values()) {
            if (!isDenial(failure)) {
                throw new IOException("No repository of this build could tell if it has " + failure.getArtifact(), failure);
            }
        }
        return List.copyOf(failures.keySet());
    }

    /** Asks one repository after the other for what the former do not have; of several failures a denial is kept. */
    private Map<Artifact, ArtifactTransferException> ask(Collection<Artifact> artifacts) {
        Map<Artifact, ArtifactTransferException> failures = new LinkedHashMap<>();
        Collection<Artifact> wanted = artifacts;
        for (RemoteRepository repository : this.repositories) {
            for (ArtifactDownload check : this.ask(wanted, repository)) {
                if (check.getException() != null) {
                    failures.merge(check.getArtifact(), check.getException(), (before, now) -> isDenial(before) ? before : now);
                } else {
                    failures.remove(check.getArtifact());
                }
            }
            wanted = List.copyOf(failures.keySet());
        }
        return failures;
    }

    private List<ArtifactDownload> ask(Collection<Artifact> artifacts, RemoteRepository repository) {
        List<ArtifactDownload> checks = artifacts.stream().map(artifact -> existenceCheck(artifact, repository)).toList();
        try (RepositoryConnector connector = this.connectors.newRepositoryConnector(this.session, repository)) {
            connector.get(checks, null);
        } catch (NoRepositoryConnectorException e) {
            checks.forEach(check -> check.setException(new ArtifactTransferException(check.getArtifact(), repository, e)));
        }
        return checks;
    }

    private static boolean isDenial(ArtifactTransferException failure) {
        return failure instanceof ArtifactNotFoundException;
    }

    private static ArtifactDownload existenceCheck(Artifact artifact, RemoteRepository repository) {
        ArtifactDownload check = new ArtifactDownload(artifact, "", null, repository.getPolicy(false).getChecksumPolicy());
        check.setExistenceCheck(true);
        check.setRepositories(List.of(repository));
        return check;
    }
}
