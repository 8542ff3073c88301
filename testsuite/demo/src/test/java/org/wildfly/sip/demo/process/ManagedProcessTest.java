/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, by the example of this Java. */
class ManagedProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private ManagedProcess start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JavaCommand.path()));
        command.addAll(List.of(arguments));
        return ManagedProcess.start("java", command, this.folder.resolve("java.log"));
    }

    /** Waits on its standard input, which nobody closes. */
    private ManagedProcess startWaiting() throws Exception {
        Path source = Files.writeString(this.folder.resolve("Waiting.java"), """
                public class Waiting {
                    public static void main(String[] arguments) throws Exception {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("last words")));
                        System.out.println("ready");
                        System.in.read();
                    }
                }
                """);
        ManagedProcess process = this.start(source.toString());
        process.await("ready", TIMEOUT);
        return process;
    }

    @Test
    void itsLinesAreAwaitedAndKept() throws Exception {
        ManagedProcess process = this.start("-version");
        assertThat(process.await("version", TIMEOUT)).contains("version");
        assertThat(process.exited().get(30, TimeUnit.SECONDS)).isZero();
        assertThat(process.log().text()).contains("version");
        assertThat(process.log().tail()).contains("java.log");
    }

    @Test
    void whoAwaitsALineOfAProcessThatEndsIsToldSoAtOnce() {
        ManagedProcess process = this.start("-no-such-option");
        assertThatThrownBy(() -> process.await("ready", TIMEOUT)).hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void terminatedItHasItsLastWords() throws Exception {
        ManagedProcess process = this.startWaiting();
        process.terminate();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.log().lines("last words")).hasSize(1);
    }

    @Test
    void killedItHasNone() throws Exception {
        ManagedProcess process = this.startWaiting();
        process.kill();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.log().lines("last words")).isEmpty();
    }
}
