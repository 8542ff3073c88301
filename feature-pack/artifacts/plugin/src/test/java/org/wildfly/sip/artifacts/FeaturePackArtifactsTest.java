/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturePackArtifactsTest {

    private static final String LIST = "resources/wildfly/artifact-versions.properties";

    @TempDir
    Path folder;

    @Test
    void theArtifactsAreThoseOfTheList() throws IOException {
        Path pack = this.featurePack(LIST, """
                # written by the pack's plugin
                org.a:one=org.a:one:1.0::jar
                org.a:two::api=org.a:two:2.0:api:jar
                org.b:bin=org.b:bin:3::zip
                """);

        assertThat(FeaturePackArtifacts.read(pack)).<Artifact>containsExactly(new DefaultArtifact("org.a:one:1.0"),
                new DefaultArtifact("org.a:two:jar:api:2.0"), new DefaultArtifact("org.b:bin:zip:3"));
    }

    @Test
    void aZipWithoutTheListIsRefused() throws IOException {
        Path pack = this.featurePack("other", "");

        assertThatThrownBy(() -> FeaturePackArtifacts.read(pack)).isInstanceOf(IOException.class).hasMessageContaining(LIST);
    }

    @Test
    void aLineOfAnotherFormIsRefused() throws IOException {
        Path pack = this.featurePack(LIST, "org.a:one=org.a:one:1.0\n");

        assertThatThrownBy(() -> FeaturePackArtifacts.read(pack)).isInstanceOf(IOException.class).hasMessageContaining("not understood");
    }

    private Path featurePack(String name, String content) throws IOException {
        return Files.write(this.folder.resolve("pack.zip"), Zips.of(name, content));
    }
}
