/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a TCP connection's bytes into messages by their Content-Length (RFC 3261 section 18.3). Not thread-safe. */
public final class SipStream {
    private static final int MAXIMUM = 65536;

    private byte[] bytes = new byte[0];

    /**
     * Takes bytes and hands on each message that is whole.
     *
     * @throws IllegalArgumentException if the bytes are no SIP, after which the connection is of no use
     */
    public void receive(ByteBuffer buffer, Consumer<SipMessage> messages) {
        int had = this.bytes.length;
        this.bytes = Arrays.copyOf(this.bytes, had + buffer.remaining());
        buffer.get(this.bytes, had, buffer.remaining());
        for (SipMessage message = this.next(); message != null; message = this.next()) {
            messages.accept(message);
        }
        if (this.bytes.length > MAXIMUM) {
            throw new IllegalArgumentException("No message within " + MAXIMUM + " bytes");
        }
    }

    private SipMessage next() {
        this.skipKeepAlive();
        String text = new String(this.bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return null;
        }
        int total = end + 4 + SipMessageParser.contentLength(text.substring(0, end));
        if (this.bytes.length < total) {
            return null;
        }
        SipMessage message = SipMessageParser.parse(this.bytes, total);
        this.bytes = Arrays.copyOfRange(this.bytes, total, this.bytes.length);
        return message;
    }

    /** Empty lines between messages are keep-alives (RFC 5626 section 3.5.1). */
    private void skipKeepAlive() {
        int from = 0;
        while (from < this.bytes.length && (this.bytes[from] == '\r' || this.bytes[from] == '\n')) {
            from++;
        }
        this.bytes = Arrays.copyOfRange(this.bytes, from, this.bytes.length);
    }
}
