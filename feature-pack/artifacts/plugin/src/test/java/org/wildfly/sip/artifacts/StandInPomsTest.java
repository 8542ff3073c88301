/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;

class StandInPomsTest {

    private static final Artifact POM = new DefaultArtifact("org.a:one:pom:1");

    private final StandInPoms poms = new StandInPoms(List.of(new DefaultArtifact("org.a:one:1"), new DefaultArtifact("org.a:two:2"),
            new DefaultArtifact("org.b:three:3"), new DefaultArtifact("org.b:three:jar:api:4")));

    @Test
    void thePomOfAJarHasItsDependenciesInTheVersionsOfTheRelease() throws Exception {
        byte[] jar = jar("""
                <dependency><groupId>${project.groupId}</groupId><artifactId>two</artifactId></dependency>
                <dependency><groupId>org.b</groupId><artifactId>three</artifactId><version>0.1</version><scope>runtime</scope></dependency>
                """);

        Model pom = read(this.poms.forJar(POM, jar));

        assertThat(pom.getId()).isEqualTo("org.a:one:jar:1");
        assertThat(pom.getParent()).isNull();
        assertThat(pom.getDependencies()).extracting(Dependency::toString)
                .containsExactly("Dependency {groupId=org.a, artifactId=two, version=2, type=jar}",
                        "Dependency {groupId=org.b, artifactId=three, version=3, type=jar}");
    }

    @Test
    void dependenciesThatNoOneInheritsAndThoseOutsideOfTheReleaseAreLeftOut() throws Exception {
        byte[] jar = jar("""
                <dependency><groupId>org.a</groupId><artifactId>two</artifactId><scope>test</scope></dependency>
                <dependency><groupId>org.b</groupId><artifactId>three</artifactId><optional>true</optional></dependency>
                <dependency><groupId>org.c</groupId><artifactId>foreign</artifactId><version>9</version></dependency>
                """);

        assertThat(read(this.poms.forJar(POM, jar)).getDependencies()).isEmpty();
    }

    @Test
    void aJarWithoutAPomHasNoDependencies() throws Exception {
        assertThat(read(this.poms.forJar(POM, Zips.of("class", "bytes"))).getDependencies()).isEmpty();
    }

    @Test
    void aParentManagesTheVersionsOfTheRelease() throws Exception {
        Model pom = read(this.poms.forParent(new DefaultArtifact("org.a:parent:pom:5")));

        assertThat(pom.getId()).isEqualTo("org.a:parent:pom:5");
        assertThat(pom.getDependencyManagement().getDependencies()).extracting(Dependency::getManagementKey, Dependency::getVersion)
                .extracting(Object::toString).containsExactly("(\"org.a:one:jar\", \"1\")", "(\"org.a:two:jar\", \"2\")",
                        "(\"org.b:three:jar\", \"3\")");
    }

    private static byte[] jar(String dependencies) {
        return Zips.of("META-INF/maven/org.a/one/pom.xml",
                "<project><parent><groupId>org.a</groupId><artifactId>gone</artifactId><version>1</version></parent><dependencies>"
                        + dependencies + "</dependencies></project>");
    }

    private static Model read(byte[] pom) throws IOException, XmlPullParserException {
        return new MavenXpp3Reader().read(new ByteArrayInputStream(pom));
    }
}
