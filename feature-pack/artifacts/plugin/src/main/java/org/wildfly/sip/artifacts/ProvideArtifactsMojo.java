/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.impl.RepositoryConnectorProvider;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Brings those artifacts of a WildFly release that the repositories of the build do not have. They go into a file repository with an id of
 * its own: Maven then remembers of every copy in the local repository that it came from there, and shows it to no build that does not name
 * that id. Does nothing if the file repository is there, if the probes tell that it is not needed, or offline.
 */
public class ProvideArtifactsMojo extends AbstractMojo {

    private static final String README = "README.txt";

    private RepositorySystem repositorySystem;
    private RepositoryConnectorProvider connectors;
    private RepositorySystemSession session;
    private List<RemoteRepository> repositories;
    private File folder;
    private String repositoryId;
    private String distribution;
    private String featurePack;
    private List<String> probes;

    @Override
    public void execute() throws MojoExecutionException {
        AtomicFolder repository = new AtomicFolder(this.folder.toPath(), README);
        if (repository.exists() || this.session.isOffline()) {
            return;
        }
        try {
            List<Artifact> release = new ArrayList<>(FeaturePackArtifacts.read(this.resolve(this.featurePack)));
            release.add(new DefaultArtifact(this.featurePack));
            Path downloads = Files.createTempDirectory("poms");
            try {
                Availability availability = new RepositoryAvailability(this.repositorySystem, this.connectors, this.session,
                        this.otherRepositories(), downloads);
                if (!this.hasProbes(release, availability)) {
                    repository.create(path -> this.fill(path, release, availability));
                }
            } finally {
                AtomicFolder.delete(downloads);
            }
        } catch (IOException e) {
            throw new MojoExecutionException("The artifacts of " + this.featurePack + " could not be brought: " + e.getMessage(), e);
        }
    }

    private boolean hasProbes(List<Artifact> release, Availability availability) throws IOException {
        List<Artifact> probed = release.stream()
                .filter(artifact -> this.probes.contains(artifact.getGroupId() + ":" + artifact.getArtifactId())).toList();
        return availability.lackingPoms(probed).isEmpty() && availability.lackingFiles(probed).isEmpty();
    }

    private void fill(Path path, List<Artifact> release, Availability availability) throws IOException {
        getLog().info("No repository of this build has all of " + this.featurePack + ": taking what is lacking from " + this.distribution
                + " into " + this.folder);
        try (Distribution jars = new Distribution(this.resolve(this.distribution))) {
            new LackingArtifacts(release, availability).takeFrom(jars, new RepositoryFolder(path));
        }
        Files.writeString(path.resolve(README), """
                Made by the build of WildFly SIP for itself: what no Maven repository of this machine had of
                %s. The jars are those of %s,
                the poms stand in for the real ones. Delete this folder to have it made anew.
                """.formatted(this.featurePack, this.distribution));
    }

    private Path resolve(String coordinates) throws IOException {
        try {
            ArtifactRequest request = new ArtifactRequest(new DefaultArtifact(coordinates), this.otherRepositories(), null);
            return this.repositorySystem.resolveArtifact(this.session, request).getArtifact().getFile().toPath();
        } catch (ArtifactResolutionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<RemoteRepository> otherRepositories() {
        return this.repositories.stream().filter(repository -> !repository.getId().equals(this.repositoryId)).toList();
    }
}
