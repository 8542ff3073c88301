/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.impl.RepositoryConnectorProvider;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalArtifactResult;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;

/**
 * What the local repository and the remote ones of a build have. An artifact is lacking when one repository says so and none has it: on a
 * machine that reaches no repository at all nothing is lacking, it fails.
 */
final class RepositoryAvailability implements Availability {

    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final PomCheck poms;
    private final FileCheck files;

    /**
     * Looks into the repositories of a build.
     *
     * @param system Maven's resolver
     * @param connectors its way to a repository
     * @param session the session of the build
     * @param repositories the remote repositories
     * @param downloads a folder for poms that are downloaded to be read: in the local repository, one that lacks its parent would stand in
     *     the way of its stand-in
     */
    RepositoryAvailability(RepositorySystem system, RepositoryConnectorProvider connectors, RepositorySystemSession session,
            List<RemoteRepository> repositories, Path downloads) {
        this.session = session;
        this.repositories = repositories;
        DefaultRepositorySystemSession reading = new DefaultRepositorySystemSession(session);
        // Maven itself goes on with an invalid pom, too: as one without dependencies
        reading.setArtifactDescriptorPolicy((any, request) -> ArtifactDescriptorPolicy.IGNORE_INVALID);
        reading.setCache(new DefaultRepositoryCache());
        reading.setLocalRepositoryManager(system.newLocalRepositoryManager(reading, new LocalRepository(downloads.toFile())));
        reading.setRepositoryListener(null); // its warnings are about poms that may get a stand-in
        reading.setWorkspaceReader(new LocalPoms());
        this.poms = new PomCheck(system, reading, repositories);
        this.files = new FileCheck(connectors, session, repositories);
    }

    @Override
    public Map<Artifact, Artifact> lackingPoms(Collection<Artifact> artifacts) throws IOException {
        return this.poms.lacking(artifacts);
    }

    @Override
    public List<Artifact> lackingFiles(Collection<Artifact> artifacts) throws IOException {
        return this.files.lacking(artifacts.stream().filter(artifact -> !this.local(artifact).isAvailable()).toList());
    }

    private LocalArtifactResult local(Artifact artifact) {
        return this.session.getLocalRepositoryManager().find(this.session, new LocalArtifactRequest(artifact, this.repositories, null));
    }

    /** The poms that need not be downloaded. */
    private final class LocalPoms implements WorkspaceReader {

        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository("local", this);
        }

        @Override
        public File findArtifact(Artifact artifact) {
            LocalArtifactResult local = RepositoryAvailability.this.local(artifact);
            return local.isAvailable() ? local.getFile() : null;
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            return List.of();
        }
    }
}
