/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a process writes: a file that grows, and lines to wait for. Safe for use by many threads. */
public final class ProcessLog {
    private static final int TAIL = 40;

    private record Expectation(String text, int occurrence, CompletableFuture<String> line) {
    }

    private final String name;
    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ProcessLog(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    static ProcessLog follow(String name, BufferedReader reader, Path file) {
        ProcessLog log = new ProcessLog(name, file);
        Thread thread = new Thread(() -> log.read(reader), "log of " + name);
        thread.setDaemon(true);
        thread.start();
        return log;
    }

    private void read(BufferedReader reader) {
        try (BufferedWriter writer = Files.newBufferedWriter(this.file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line);
                writer.newLine();
                writer.flush();
                this.add(line);
            }
        } catch (IOException e) {
            this.add("Log ended: " + e);
        }
        this.ended.complete(null);
    }

    private void add(String line) {
        List<Expectation> met;
        synchronized (this) {
            this.lines.add(line);
            met = this.expectations.stream().filter(expectation -> line.contains(expectation.text()))
                    .filter(expectation -> this.lines(expectation.text()).size() >= expectation.occurrence()).toList();
            this.expectations.removeAll(met);
        }
        met.forEach(expectation -> expectation.line().complete(line));
    }

    /** The first line that contains a text, as soon as there is one. */
    public CompletableFuture<String> line(String text) {
        return this.line(text, 1);
    }

    /** The nth line that contains a text, as soon as there is one. */
    public synchronized CompletableFuture<String> line(String text, int occurrence) {
        List<String> found = this.lines(text);
        if (found.size() >= occurrence) {
            return CompletableFuture.completedFuture(found.get(occurrence - 1));
        }
        CompletableFuture<String> future = new CompletableFuture<>();
        this.expectations.add(new Expectation(text, occurrence, future));
        return future;
    }

    /** The lines so far that contain a text. */
    public synchronized List<String> lines(String text) {
        return this.lines.stream().filter(line -> line.contains(text)).toList();
    }

    /** Completes when the last line of a process that has ended has been read. */
    CompletableFuture<Void> ended() {
        return this.ended.copy();
    }

    /** The file. */
    public Path file() {
        return this.file;
    }

    /** The last lines, with the file's name. */
    public synchronized String tail() {
        List<String> last = this.lines.subList(Math.max(0, this.lines.size() - TAIL), this.lines.size());
        return "---- " + this.name + ", " + this.file + "\n" + String.join("\n", last) + "\n----";
    }

    /** All of it. */
    public String text() {
        try {
            return Files.readString(this.file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
