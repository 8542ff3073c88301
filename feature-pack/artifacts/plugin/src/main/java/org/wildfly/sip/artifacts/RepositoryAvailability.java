/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.DefaultSessionData;
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

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final FileCheck files;
    private final Path downloads;

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
        this.system = system;
        this.session = session;
        this.repositories = repositories;
        this.files = new FileCheck(connectors, session, repositories);
        this.downloads = downloads;
    }

    @Override
    public Map<Artifact, Artifact> lackingPoms(Collection<Artifact> artifacts) throws IOException {
        List<Artifact> unreadable = this.pomCheck("first").unreadable(artifacts);
        PomCheck second = this.pomCheck("second"); // a network may stumble once, and of what failed a session remembers that it did
        Map<Artifact, Artifact> lacking = new LinkedHashMap<>();
        for (Artifact artifact : unreadable) {
            second.lacking(artifact).ifPresent(pom -> lacking.put(artifact, pom));
        }
        return lacking;
    }

    private PomCheck pomCheck(String folder) throws IOException {
        Path repository = Files.createTempDirectory(this.downloads, folder);
        DefaultRepositorySystemSession reading = new DefaultRepositorySystemSession(this.session);
        // Maven itself goes on with an invalid pom, too: as one without dependencies
        reading.setArtifactDescriptorPolicy((any, request) -> ArtifactDescriptorPolicy.IGNORE_INVALID);
        reading.setCache(new DefaultRepositoryCache());
        reading.setData(new DefaultSessionData());
        reading.setLocalRepositoryManager(this.system.newLocalRepositoryManager(reading, new LocalRepository(repository.toFile())));
        reading.setRepositoryListener(null); // its warnings are about poms that may get a stand-in
        reading.setWorkspaceReader(new LocalPoms());
        return new PomCheck(this.system, reading, this.repositories);
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
