/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LackingArtifactsTest {

    private static final Artifact HERE = new DefaultArtifact("org.a:here:1");
    private static final Artifact AWAY = new DefaultArtifact("org.a:away:2");
    private static final Artifact ORPHAN = new DefaultArtifact("org.a:orphan:3");
    private static final Artifact NATIVE = new DefaultArtifact("org.a:native:jar:linux:4");
    private static final List<Artifact> RELEASE = List.of(HERE, AWAY, ORPHAN, NATIVE);

    @TempDir
    Path folder;

    @Test
    void onlyWhatIsLackingIsTakenFromTheDistribution() throws IOException {
        this.complete(List.of(AWAY), Map.of());

        assertThat(this.files()).containsExactly("org/a/away/2/away-2.jar");
    }

    @Test
    void whatTheDistributionDoesNotHaveIsLeftOut() throws IOException {
        this.complete(List.of(NATIVE), Map.of(NATIVE, new DefaultArtifact("org.a:native:pom:4")));

        assertThat(this.files()).isEmpty();
    }

    @Test
    void aLackingPomGetsAStandInAlthoughTheJarIsThere() throws IOException {
        this.complete(List.of(), Map.of(AWAY, new DefaultArtifact("org.a:away:pom:2")));

        assertThat(this.files()).containsExactly("org/a/away/2/away-2.pom");
    }

    @Test
    void aPomThatLacksItsParentGetsAStandInAndSoDoesTheParent() throws IOException {
        this.complete(List.of(), Map.of(ORPHAN, new DefaultArtifact("org.a:parent:pom:3")));

        assertThat(this.files()).containsExactly("org/a/orphan/3/orphan-3.pom", "org/a/parent/3/parent-3.pom");
    }

    @Test
    void aStandInForAParentManagesTheVersionsOfTheRelease() throws IOException {
        this.complete(List.of(), Map.of(ORPHAN, new DefaultArtifact("org.a:parent:pom:3")));

        assertThat(this.folder.resolve("repository/org/a/parent/3/parent-3.pom")).content().contains("<packaging>pom</packaging>")
                .contains("<artifactId>away</artifactId>");
    }

    @Test
    void anOrphanThatTheDistributionDoesNotHaveGetsAStandInWithoutDependencies() throws IOException {
        this.complete(List.of(), Map.of(NATIVE, new DefaultArtifact("org.a:parent:pom:3")));

        assertThat(this.files()).containsExactly("org/a/native/4/native-4.pom", "org/a/parent/3/parent-3.pom");
    }

    @Test
    void aParentWithoutAVersionGetsNone() throws IOException {
        this.complete(List.of(), Map.of(ORPHAN, new DefaultArtifact("org.a:bom:pom:${version.from.parent}")));

        assertThat(this.files()).containsExactly("org/a/orphan/3/orphan-3.pom");
    }

    private void complete(List<Artifact> withoutFile, Map<Artifact, Artifact> lackingPoms) throws IOException {
        Path zip = Files.write(this.folder.resolve("server.zip"), Zips.of(Map.of("server/modules/here-1.jar", jar(), "server/away-2.jar",
                jar(), "server/orphan-3.jar", jar(), "server/readme", new byte[0])));
        RepositoryFolder target = new RepositoryFolder(Files.createDirectory(this.folder.resolve("repository")));
        try (Distribution distribution = new Distribution(zip)) {
            new LackingArtifacts(RELEASE, new Availability() {

                @Override
                public List<Artifact> lackingFiles(Collection<Artifact> artifacts) {
                    return withoutFile;
                }

                @Override
                public Map<Artifact, Artifact> lackingPoms(Collection<Artifact> artifacts) {
                    return lackingPoms;
                }
            }).takeFrom(distribution, target);
        }
    }

    private static byte[] jar() {
        return Zips.of("class", "bytes");
    }

    private List<String> files() throws IOException {
        Path repository = this.folder.resolve("repository");
        try (var walk = Files.walk(repository)) {
            return walk.filter(Files::isRegularFile).map(path -> repository.relativize(path).toString().replace('\\', '/')).sorted()
                    .toList();
        }
    }
}
