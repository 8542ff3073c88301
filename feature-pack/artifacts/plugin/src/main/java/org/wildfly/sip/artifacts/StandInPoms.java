/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;

/** Makes poms that stand in for those of a release that cannot be had. */
final class StandInPoms {

    private final Map<String, Artifact> release;

    /**
     * Makes poms of a release.
     *
     * @param release all artifacts of it, which give the versions
     */
    StandInPoms(Collection<Artifact> release) {
        this.release = release.stream().filter(artifact -> artifact.getExtension().equals("jar") && artifact.getClassifier().isEmpty())
                .collect(Collectors.toMap(artifact -> key(artifact.getGroupId(), artifact.getArtifactId()), Function.identity()));
    }

    /**
     * Makes the pom of a jar: with those dependencies of the pom inside the jar that belong to the release, in the release's versions.
     *
     * @param pom the coordinates of the pom
     * @param jar the bytes of the jar
     * @return the bytes of the pom
     * @throws IOException if the jar, or the pom inside, cannot be read
     */
    byte[] forJar(Artifact pom, byte[] jar) throws IOException {
        Model model = model(pom);
        model.setDependencies(this.dependencies(pom, jar));
        return bytes(model);
    }

    /**
     * Makes a pom without a jar, that others may inherit from or import: it manages the versions of the release.
     *
     * @param pom the coordinates of the pom
     * @return the bytes of the pom
     * @throws IOException never
     */
    byte[] forParent(Artifact pom) throws IOException {
        Model model = model(pom);
        model.setPackaging("pom");
        model.setDependencyManagement(new DependencyManagement());
        this.release.values().stream().sorted((a, b) -> a.toString().compareTo(b.toString())).map(StandInPoms::dependency)
                .forEach(model.getDependencyManagement()::addDependency);
        return bytes(model);
    }

    private List<Dependency> dependencies(Artifact pom, byte[] jar) throws IOException {
        String inner = "META-INF/maven/" + pom.getGroupId() + "/" + pom.getArtifactId() + "/pom.xml";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(inner)) {
                    return new MavenXpp3Reader().read(new ByteArrayInputStream(zip.readAllBytes()), false).getDependencies().stream()
                            .filter(StandInPoms::isInherited)
                            .map(dependency -> key(dependency.getGroupId().replace("${project.groupId}", pom.getGroupId()),
                                    dependency.getArtifactId()))
                            .filter(this.release::containsKey).map(this.release::get).map(StandInPoms::dependency).toList();
                }
            }
            return List.of();
        } catch (XmlPullParserException e) {
            throw new IOException(inner + " in the jar of " + pom + " is not understood", e);
        }
    }

    private static boolean isInherited(Dependency dependency) {
        String scope = dependency.getScope();
        return (scope == null || scope.equals("compile") || scope.equals("runtime")) && !dependency.isOptional()
                && "jar".equals(dependency.getType()) && dependency.getClassifier() == null;
    }

    private static String key(String groupId, String artifactId) {
        return groupId + ":" + artifactId;
    }

    private static Model model(Artifact pom) {
        Model model = new Model();
        model.setModelVersion("4.0.0");
        model.setGroupId(pom.getGroupId());
        model.setArtifactId(pom.getArtifactId());
        model.setVersion(pom.getVersion());
        model.setDescription("Stands in for the pom of this name in builds of WildFly SIP on machines that cannot have it");
        return model;
    }

    private static Dependency dependency(Artifact artifact) {
        Dependency dependency = new Dependency();
        dependency.setGroupId(artifact.getGroupId());
        dependency.setArtifactId(artifact.getArtifactId());
        dependency.setVersion(artifact.getVersion());
        return dependency;
    }

    private static byte[] bytes(Model model) throws IOException {
        StringWriter xml = new StringWriter();
        new MavenXpp3Writer().write(xml, model);
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
