/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts the bytes of one connection into messages by their Content-Length (RFC 3261 section 18.3); keeps at most one message of maximum size. */
final class StreamFramer {
    /** What {@link #next()} gives for a keep-alive that wants an answer (RFC 5626 section 3.5.1). */
    static final byte[] PING = {'\r', '\n', '\r', '\n'};

    private static final int INITIAL_SIZE = 4096;
    private static final int MAX_DIGITS = 9;

    private final int maxMessageSize;
    private byte[] buffer = new byte[INITIAL_SIZE];
    private int start;
    private int end;
    private int scanned;

    StreamFramer(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /** Whether a message has begun but not ended. */
    boolean isInMessage() {
        return this.end > this.start;
    }

    /** Takes as much as there is room for. */
    void fill(ByteBuffer bytes) {
        this.makeRoom(bytes.remaining());
        int length = Math.min(bytes.remaining(), this.buffer.length - this.end);
        bytes.get(this.buffer, this.end, length);
        this.end += length;
    }

    /**
     * Takes out the next message.
     *
     * @return null if it is not complete yet
     */
    byte[] next() throws FramingException {
        if (this.skipLineBreaks()) {
            return PING;
        }
        int headEnd = this.findHeadEnd();
        if (headEnd < 0) {
            if (this.end - this.start >= this.maxMessageSize) {
                throw this.failure("513 Message Too Large");
            }
            return null;
        }
        long length = (long) headEnd - this.start + this.contentLength(headEnd);
        if (length > this.maxMessageSize) {
            throw this.failure("513 Message Too Large");
        }
        return this.end - this.start < length ? null : this.cut((int) length);
    }

    private byte[] cut(int length) {
        byte[] message = Arrays.copyOfRange(this.buffer, this.start, this.start + length);
        this.start += length;
        this.scanned = this.start;
        if (this.start == this.end) {
            this.start = this.end = this.scanned = 0;
            if (this.buffer.length > INITIAL_SIZE) {
                this.buffer = new byte[INITIAL_SIZE];
            }
        }
        return message;
    }

    private boolean skipLineBreaks() {
        while (this.end > this.start && (this.buffer[this.start] == '\r' || this.buffer[this.start] == '\n')) {
            if (this.startsWith(PING, this.end - this.start)) {
                if (this.end - this.start < PING.length) {
                    return false;
                }
                this.cut(PING.length);
                return true;
            }
            this.cut(1);
        }
        return false;
    }

    private boolean startsWith(byte[] prefix, int available) {
        for (int i = 0; i < Math.min(prefix.length, available); i++) {
            if (this.buffer[this.start + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private int findHeadEnd() {
        for (int i = Math.max(this.start, this.scanned - 3); i + 3 < this.end; i++) {
            if (this.buffer[i] == '\r' && this.buffer[i + 1] == '\n' && this.buffer[i + 2] == '\r' && this.buffer[i + 3] == '\n') {
                this.scanned = i;
                return i + 4;
            }
        }
        this.scanned = this.end;
        return -1;
    }

    private int contentLength(int headEnd) throws FramingException {
        int startLine = HeaderCursor.lineEnd(this.buffer, this.start, headEnd);
        HeaderCursor header = new HeaderCursor(this.buffer, HeaderCursor.afterLine(this.buffer, startLine, headEnd), headEnd);
        int length = -1;
        while (header.next()) {
            if (header.isNamed("content-length", 'l')) {
                int value = number(header.value());
                if (value < 0 || length >= 0 && length != value) {
                    throw this.failure("400 Bad Content-Length");
                }
                length = value;
            }
        }
        return Math.max(0, length);
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = 10 * value + digit - '0';
        }
        return value;
    }

    private void makeRoom(int wanted) {
        if (this.buffer.length - this.end >= wanted) {
            return;
        }
        int kept = this.end - this.start;
        int size = this.buffer.length;
        while (size < kept + wanted && size < this.maxMessageSize) {
            size = Math.min(2 * size, Math.max(this.maxMessageSize, INITIAL_SIZE));
        }
        byte[] target = size == this.buffer.length ? this.buffer : new byte[size];
        System.arraycopy(this.buffer, this.start, target, 0, kept);
        this.scanned -= this.start;
        this.buffer = target;
        this.start = 0;
        this.end = kept;
    }

    private FramingException failure(String status) {
        return new FramingException(status, Arrays.copyOfRange(this.buffer, this.start, this.end));
    }
}
