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
 * A response that a balancer gives itself, without state (RFC 3261 section 8.2.7).
 */
public enum Answer {
    /** The request is on its way. */
    TRYING(100, "Trying"),
    /** The request was for this balancer, and is done. */
    OK(200, "OK"),
    /** The request cannot be read. */
    BAD_REQUEST(400, "Bad Request"),
    /** The request is not wanted. */
    FORBIDDEN(403, "Forbidden"),
    /** The URI is of a scheme that is not known, or the next hop is no SIP URI. */
    UNSUPPORTED_URI_SCHEME(416, "Unsupported URI Scheme"),
    /** A proxy would have to do what this one does not know. */
    BAD_EXTENSION(420, "Bad Extension"),
    /** The request has been here before, and nothing has changed since. */
    LOOP_DETECTED(482, "Loop Detected"),
    /** Max-Forwards is 0. */
    TOO_MANY_HOPS(483, "Too Many Hops"),
    /** The connection to a client that a request was to go over is gone (RFC 5626 section 11.5). */
    FLOW_FAILED(430, "Flow Failed"),
    /** There is no node, or the next hop cannot be reached. */
    SERVICE_UNAVAILABLE(503, "Service Unavailable"),
    /** The request is of another version of SIP. */
    VERSION_NOT_SUPPORTED(505, "Version Not Supported");

    private static final HeaderName[] COPIED = {VIA, FROM, TO, CALL_ID, CSEQ};
    private static final byte[] TAG = bytes(";tag=");
    private static final int TAG_DIGITS = 16;
    private static final byte[] LAST = bytes("Content-Length: 0\r\n\r\n");

    private final int status;
    private final byte[] statusLine;

    Answer(int status, String reason) {
        this.status = status;
        this.statusLine = bytes("SIP/2.0 " + status + ' ' + reason + "\r\n");
    }

    /** The status code. */
    public int status() {
        return this.status;
    }

    /**
     * Writes the response to a request.
     *
     * @param changes what has been changed in the request's Via; one more change is added
     * @param more    further header lines
     * @return false if it does not fit
     */
    public boolean write(SipMessage request, MessageEditor changes, SipHash hash, ByteWriter more, ByteWriter out) {
        if (this != TRYING && !request.hasToTag()) {
            int line = request.lines.first(TO);
            if (line >= 0) {
                int valueEnd = request.lines.valueEnd(line);
                changes.replace(valueEnd, valueEnd).put(TAG).hex(tag(request, hash), TAG_DIGITS);
            }
        }
        out.put(this.statusLine);
        boolean fits = true;
        for (HeaderName name : COPIED) {
            int i = request.lines.first(name);
            while (i >= 0) {
                fits &= changes.write(request, request.lines.start(i), request.lines.end(i), out);
                // Of what may be there only once a bad request may have several.
                i = name.isRepeatable() ? request.lines.next(i) : -1;
            }
        }
        out.put(more.bytes(), 0, more.length()).put(LAST);
        return fits && !more.isOverflowed() && !out.isOverflowed();
    }

    /** True if an ACK is for an answer of this kind: To has the tag that only a balancer gives. */
    public static boolean isAcknowledged(SipMessage ack, SipHash hash, ByteWriter scratch) {
        if (!ack.isToTagOf(TAG_DIGITS)) {
            return false;
        }
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
