/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;

/** Writes what a user agent sends and receives into a file. On the user agent's event loop only. */
final class MessageTrace implements AutoCloseable {
    private final PrintWriter writer;

    /**
     * Opens the file.
     *
     * @param file null to write nothing
     */
    MessageTrace(Path file) {
        try {
            this.writer = file == null ? null : new PrintWriter(Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String direction, Object peer, Object what) {
        if (this.writer != null) {
            this.writer.println(LocalTime.now() + " " + direction + " " + peer);
            this.writer.println(what);
            this.writer.flush();
        }
    }

    @Override
    public void close() {
        if (this.writer != null) {
            this.writer.close();
        }
    }
}
