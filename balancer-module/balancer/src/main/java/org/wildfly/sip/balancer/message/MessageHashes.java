/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Hashes of headers of a message. Reusable.
 */
final class MessageHashes {
    private final SipHash hash;
    private final HeaderLines lines;
    private byte[] bytes;
    private boolean hashed;
    private long callId;

    MessageHashes(SipHash hash, HeaderLines lines) {
        this.hash = hash;
        this.lines = lines;
    }

    void begin(byte[] bytes) {
        this.bytes = bytes;
        this.hashed = false;
    }

    /** A hash for whatever is made of the message. */
    SipHash hash() {
        return this.hash;
    }

    /** Feeds a header into a hash, if there is one. */
    SipHash update(HeaderName name, SipHash into) {
        int line = this.lines.first(name);
        return line < 0 ? into : into.update(this.bytes, this.lines.valueStart(line), this.lines.valueEnd(line));
    }

    /** The hash of the Call-ID, computed once for a message. */
    long callId() {
        if (!this.hashed) {
            this.callId = update(HeaderName.CALL_ID, this.hash.reset()).finish();
            this.hashed = true;
        }
        return this.callId;
    }
}
