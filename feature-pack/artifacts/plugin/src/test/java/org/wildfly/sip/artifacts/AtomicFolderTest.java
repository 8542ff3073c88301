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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {

    private static final String LAST = "README.txt";

    @TempDir
    Path parent;

    private Path path;
    private AtomicFolder folder;

    @BeforeEach
    void nameTheFolder() {
        this.path = this.parent.resolve("a").resolve("b");
        this.folder = new AtomicFolder(this.path, LAST);
    }

    @Test
    void theFolderHasWhatWasWritten() throws IOException {
        this.folder.create(part -> write(part, "content"));

        assertThat(this.folder.exists()).isTrue();
        assertThat(this.path.resolve(LAST)).hasContent("content");
    }

    @Test
    void aFolderThatIsThereIsNotFilledAgain() throws IOException {
        this.folder.create(part -> write(part, "first"));
        this.folder.create(part -> write(part, "second"));

        assertThat(this.path.resolve(LAST)).hasContent("first");
    }

    @Test
    void whatFailedHalfwayIsNotThereAndLeavesNothingToTheNext() throws IOException {
        assertThatThrownBy(() -> this.folder.create(part -> {
            Files.writeString(part.resolve("half"), "half");
            throw new IOException("disk full");
        })).hasMessage("disk full");
        assertThat(this.folder.exists()).isFalse();
        assertThat(this.path).doesNotExist();

        this.folder.create(part -> write(part, "whole"));

        assertThat(this.path).isDirectoryNotContaining("glob:**half");
        assertThat(this.path.resolve(LAST)).hasContent("whole");
    }

    @Test
    void anEmptyFolderMadeByMavenDoesNotCount() throws IOException {
        Files.createDirectories(this.path);
        assertThat(this.folder.exists()).isFalse();

        this.folder.create(part -> write(part, "content"));

        assertThat(this.folder.exists()).isTrue();
    }

    @Test
    void ofTwoThatFillAtTheSameTimeOneWaitsAndFindsItDone() {
        AtomicInteger fillings = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);

        Runnable filling = () -> {
            try {
                both.countDown();
                both.await();
                this.folder.create(part -> {
                    fillings.incrementAndGet();
                    write(part, "content");
                });
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        };
        CompletableFuture.allOf(CompletableFuture.runAsync(filling, command -> new Thread(command).start()),
                CompletableFuture.runAsync(filling, command -> new Thread(command).start())).join();

        assertThat(fillings).hasValue(1);
    }

    private static void write(Path part, String content) throws IOException {
        Files.writeString(part.resolve(LAST), content);
    }
}
