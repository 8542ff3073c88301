/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultApplicationRouterTest {
    @TempDir
    private Path folder;
    private Path file;
    private ApplicationRouter router;

    @BeforeEach
    void make() {
        this.file = this.folder.resolve("dar.properties");
        this.router = new DefaultApplicationRouter(this.file);
    }

    @Test
    void theFileIsReadAgainWhenAnApplicationComesOrGoes() throws IOException {
        this.write("a", 1);
        this.router.init();
        this.router.applicationDeployed(List.of("a", "b"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isEqualTo("a");
        this.write("b", 2);
        assertThat(Route.of(this.router, "INVITE").arrives()).isEqualTo("a");
        this.router.applicationDeployed(List.of("c"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isEqualTo("b");
        this.write("a", 3);
        this.router.applicationUndeployed(List.of("c"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isEqualTo("a");
    }

    @Test
    void aFileThatHasBecomeWrongOrIsGoneLeavesTheRulesInForce() throws IOException {
        this.write("a", 1);
        this.router.init();
        Files.writeString(this.file, "INVITE: nonsense");
        this.router.applicationDeployed(List.of("a"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isEqualTo("a");
        Files.delete(this.file);
        this.router.applicationDeployed(List.of("b"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isEqualTo("a");
    }

    @Test
    void aWrongFileIsNoStart() throws IOException {
        Files.writeString(this.file, "INVITE: nonsense");
        assertThatThrownBy(this.router::init).isInstanceOf(ApplicationRouterException.class).hasMessageContaining(this.file + ":1:9: ");
    }

    @Test
    void aMissingFileIsNoStart() {
        assertThatThrownBy(this.router::init).isInstanceOf(ApplicationRouterException.class).hasMessageContaining(this.file.toString());
    }

    @Test
    void aFileWithoutRulesGivesNoRequestToAnyApplication() throws IOException {
        Files.writeString(this.file, "# none\n");
        this.router.init();
        this.router.applicationDeployed(List.of("a"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isNull();
    }

    private void write(String application, int second) throws IOException {
        Files.writeString(this.file, "INVITE: (\"" + application + "\", \"DAR:From\", \"ORIGINATING\", \"\", \"NO_ROUTE\", \"0\")");
        Files.setLastModifiedTime(this.file, FileTime.from(Instant.ofEpochSecond(second)));
    }
}
