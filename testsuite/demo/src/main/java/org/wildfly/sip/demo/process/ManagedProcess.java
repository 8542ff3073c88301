/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of a test or demonstration with its log file. It does not outlive this JVM, whose end by SIGKILL apart. Safe for use by many threads. */
public final class ManagedProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final ProcessLog log;
    private final Thread reaper;

    private ManagedProcess(String name, Process process, ProcessLog log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.reaper = new Thread(process::destroyForcibly, "reaper of " + name);
        Runtime.getRuntime().addShutdownHook(this.reaper);
    }

    /**
     * Starts a process.
     *
     * @param logFile where its output goes; what is there is overwritten
     */
    public static ManagedProcess start(String name, List<String> command, Path logFile) {
        try {
            Files.createDirectories(logFile.getParent());
            Process process = new ProcessBuilder(command).directory(logFile.getParent().toFile()).redirectErrorStream(true).start();
            return new ManagedProcess(name, process, ProcessLog.follow(name, process.inputReader(), logFile));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /** What it writes. */
    public ProcessLog log() {
        return this.log;
    }

    /** The process id. */
    public long pid() {
        return this.process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return this.process.isAlive();
    }

    /** Completes with the exit code when the process has ended and all that it has written is in the log. */
    public CompletableFuture<Integer> exited() {
        return this.process.onExit().thenCombine(this.log.ended(), (ended, nothing) -> ended.exitValue());
    }

    /** Waits for a line that contains a text, also one that came before. */
    public String await(String text, Duration timeout) {
        return this.await(text, 1, timeout);
    }

    /** Waits for the nth line that contains a text. */
    public String await(String text, int occurrence, Duration timeout) {
        CompletableFuture<String> ended = this.exited().thenApply(code -> {
            throw new IllegalStateException(this.name + " ended with exit code " + code);
        });
        CompletableFuture<Object> first = CompletableFuture.anyOf(this.log.line(text, occurrence), ended);
        try {
            return (String) first.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(
                    this.name + " did not write \"" + text + "\" within " + timeout.toSeconds() + " s: " + e.getMessage()
                            + "\n" + this.log.tail(),
                    e);
        }
    }

    /** What {@code kill -9} does: no farewell to anybody. Returns when it is dead. */
    public void kill() {
        this.process.toHandle().destroyForcibly();
        this.awaitEnd();
    }

    /** What {@code kill} does; returns when it has ended. */
    public void terminate() {
        // the process's own destroy method would close the pipe through which the last lines of its log come
        this.process.toHandle().destroy();
        this.awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                this.process.destroyForcibly().waitFor();
                throw new IllegalStateException(this.name + " did not end within " + PATIENCE.toSeconds() + " s\n" + this.log.tail());
            }
            this.log.ended().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(this.reaper);
    }
}
