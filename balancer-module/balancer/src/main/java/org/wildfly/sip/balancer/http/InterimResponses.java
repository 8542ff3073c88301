/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Takes interim responses (RFC 9110 section 15.2), such as 103, out of what a node sends: Undertow's client would take one for the
 * response. It knows 100 and 101. Confined to the connection's I/O thread.
 */
final class InterimResponses extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /** As much of a response as tells its status. */
    private static final int START = "HTTP/1.1 100".length();
    private static final int CONTINUE = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    /** More than this before the response is nobody's honest answer. */
    private static final int MAX_INTERIM = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** True as long as the final response has not begun. */
    private boolean awaited;
    /** What has been read and is not given yet. */
    private ByteBuffer pending = NOTHING;
    /** How much has been held back of the response that is awaited. */
    private int interim;

    InterimResponses(StreamSourceConduit source) {
        super(source);
    }

    /** A request is about to be sent: the next that comes begins its response. */
    void await() {
        this.awaited = true;
        this.interim = 0;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!this.awaited) {
            return this.pending.hasRemaining() ? give(target, this.pending.remaining()) : super.read(target);
        }
        int from = target.position();
        if (!this.pending.hasRemaining()) {
            int read = super.read(target);
            if (read >= START && isFinal(status(target, from))) {
                this.awaited = false;
                return read;
            }
            if (read <= 0) {
                return read;
            }
            hold(target, from);
        }
        return readHeld(target);
    }

    /** Judges what is held, and reads more until something may be given, or nothing comes. */
    private int readHeld(ByteBuffer target) throws IOException {
        while (true) {
            if (this.pending.remaining() >= START) {
                int status = status(this.pending, this.pending.position());
                if (isFinal(status)) {
                    this.awaited = false;
                    return give(target, this.pending.remaining());
                }
                int end = headerEnd();
                if (end > 0 && status == CONTINUE) {
                    return giveContinue(target, end);
                }
                if (end > 0) {
                    this.pending.position(end);
                    continue;
                }
            }
            int from = target.position();
            int read = super.read(target);
            if (read < 0) {
                this.awaited = false;
                return this.pending.hasRemaining() ? give(target, this.pending.remaining()) : read;
            }
            if (read == 0) {
                return 0;
            }
            hold(target, from);
        }
    }

    private int giveContinue(ByteBuffer target, int end) {
        int given = give(target, end - this.pending.position());
        if (this.pending.hasRemaining()) {
            // The socket may have nothing more that would make it ready.
            wakeupReads();
        }
        return given;
    }

    /** Takes what has been read back out of a buffer. */
    private void hold(ByteBuffer target, int from) throws IOException {
        int read = target.position() - from;
        this.interim += read;
        if (this.interim > MAX_INTERIM) {
            throw new IOException("interim responses of more than " + MAX_INTERIM + " bytes");
        }
        ByteBuffer all = ByteBuffer.allocate(this.pending.remaining() + read).put(this.pending);
        all.put(target.duplicate().flip().position(from));
        target.position(from);
        this.pending = all.flip();
    }

    private int give(ByteBuffer target, int count) {
        int given = Math.min(count, target.remaining());
        target.put(this.pending.slice().limit(given));
        this.pending.position(this.pending.position() + given);
        if (!this.pending.hasRemaining()) {
            this.pending = NOTHING;
        }
        return given;
    }

    /** Where the header that is held ends; 0 if that has not come. */
    private int headerEnd() {
        boolean emptyLine = false;
        for (int i = this.pending.position(); i < this.pending.limit(); i++) {
            byte b = this.pending.get(i);
            if (b == '\n' && emptyLine) {
                return i + 1;
            }
            emptyLine = b == '\n' || b == '\r' && emptyLine;
        }
        return 0;
    }

    /** The status of the response that begins somewhere; something else if none does, which is not to be judged here. */
    private static int status(ByteBuffer bytes, int from) {
        int status = 0;
        for (int i = from + START - 3; i < from + START; i++) {
            status = status * 10 + bytes.get(i) - '0';
        }
        return bytes.get(from + START - 4) == ' ' && bytes.get(from) == 'H' ? status : SWITCHING_PROTOCOLS;
    }

    private static boolean isFinal(int status) {
        return status == SWITCHING_PROTOCOLS || status / 100 != 1;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        if (!this.awaited && !this.pending.hasRemaining()) {
            return super.read(targets, offset, length);
        }
        for (int i = offset; i < offset + length; i++) {
            if (targets[i].hasRemaining()) {
                return read(targets[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        return Conduits.transfer(this, count, throughBuffer, target);
    }

    @Override
    public void resumeReads() {
        if (this.pending.hasRemaining()) {
            super.wakeupReads();
        } else {
            super.resumeReads();
        }
    }
}
