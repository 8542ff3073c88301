/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.wildfly.sip.balancer.message.HeaderName.CALL_ID;
import static org.wildfly.sip.balancer.message.HeaderName.CSEQ;
import static org.wildfly.sip.balancer.message.HeaderName.FROM;
import static org.wildfly.sip.balancer.message.HeaderName.TO;
import static org.wildfly.sip.balancer.message.HeaderName.VIA;

import java.nio.charset.StandardCharsets;

/**
 * A final response that a balancer gives itself, without state (RFC 3261 section 8.2.7).
 */
public enum Answer {
    /** The next hop is no SIP URI. */
    UNSUPPORTED_URI_SCHEME(416, "Unsupported URI Scheme", false),
    /** The request has been here before, and nothing has changed since. */
    LOOP_DETECTED(482, "Loop Detected", false),
    /** Max-Forwards is 0. */
    TOO_MANY_HOPS(483, "Too Many Hops", false),
    /** There is no node, or the next hop cannot be reached. */
    SERVICE_UNAVAILABLE(503, "Service Unavailable", true);

    private static final HeaderName[] COPIED = {VIA, FROM, TO, CALL_ID, CSEQ};
    private static final byte[] TAG = bytes(";tag=");
    private static final int TAG_DIGITS = 16;
    /** Seconds: a node that restarts is back by then. */
    private static final String RETRY_AFTER = "Retry-After: 5\r\n";

    private final int status;
    private final byte[] statusLine;
    private final byte[] rest;

    Answer(int status, String reason, boolean retry) {
        this.status = status;
        this.statusLine = bytes("SIP/2.0 " + status + ' ' + reason + "\r\n");
        this.rest = bytes((retry ? RETRY_AFTER : "") + "Content-Length: 0\r\n\r\n");
    }

    /** The status code. */
    public int status() {
        return this.status;
    }

    /**
     * Writes the response to a request.
     *
     * @param changes what has been changed in the request's Via; one more change is added
     * @return false if it does not fit
     */
    public boolean write(SipMessage request, MessageEditor changes, SipHash hash, ByteWriter out) {
        if (!request.hasToTag()) {
            int valueEnd = request.lines.valueEnd(request.lines.find(TO, 0));
            changes.replace(valueEnd, valueEnd).put(TAG).hex(tag(request, hash), TAG_DIGITS);
        }
        out.put(this.statusLine);
        boolean fits = true;
        for (HeaderName name : COPIED) {
            for (int i = request.lines.find(name, 0); i >= 0; i = request.lines.find(name, i + 1)) {
                fits &= changes.write(request, request.lines.start(i), request.lines.end(i), out);
            }
        }
        return fits && !out.put(this.rest).isOverflowed();
    }

    /** True if an ACK is for an answer of this kind: To has the tag that only a balancer gives. */
    public static boolean isAcknowledged(SipMessage ack, SipHash hash, ByteWriter scratch) {
        scratch.clear().hex(tag(ack, hash), TAG_DIGITS);
        return ack.isToTag(scratch.bytes(), TAG_DIGITS);
    }

    private static long tag(SipMessage message, SipHash hash) {
        return message.hashFrom(message.hashCallId(hash.reset()).update('|')).finish();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
