/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * Finds the parts of a message (RFC 3261 section 7) in bytes from the network. Lines may end in LF alone, headers may be folded and have
 * compact names.
 */
public final class SipScanner {
    private static final byte[] VERSION = "sip/2.0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROTOCOL = "sip/".getBytes(StandardCharsets.US_ASCII);

    private final SipMessage message;
    private int contentLength;
    private Defect framed;
    private boolean lengthKnown;

    /**
     * @param message what is filled by each scan
     */
    public SipScanner(SipMessage message) {
        this.message = message;
    }

    /**
     * Scans a datagram: what follows the body is cut off, a missing Content-Length is that of what there is.
     *
     * @return what is wrong, or null if the message can be used
     */
    public Defect scanDatagram(byte[] bytes, int from, int to) {
        int start = Ascii.skipSpace(bytes, from, to);
        Defect defect = scanHeaders(bytes, start, to);
        if (defect != null && !defect.isFramed()) {
            return defect;
        }
        int body = this.message.body();
        if (this.contentLength > to - body) {
            return Defect.TRUNCATED;
        }
        if (this.contentLength >= 0) {
            this.message.body(body, body + this.contentLength);
        }
        return defect;
    }

    /**
     * Scans the beginning of what came on a stream; all headers must be there. {@link SipMessage#end()} tells then where the message
     * ends, which may be after what has come.
     *
     * @return what is wrong, or null if the message can be used when it has come completely
     */
    public Defect scanStream(byte[] bytes, int from, int to) {
        Defect defect = scanHeaders(bytes, from, to);
        if (defect != null && !defect.isFramed()) {
            return defect;
        }
        if (this.contentLength < 0) {
            return Defect.LENGTH;
        }
        int body = this.message.body();
        if (this.contentLength > Integer.MAX_VALUE - body) {
            return Defect.OVERSIZE;
        }
        this.message.body(body, body + this.contentLength);
        return defect;
    }

    private Defect scanHeaders(byte[] bytes, int start, int to) {
        this.message.begin(bytes, start);
        this.contentLength = -1;
        this.framed = null;
        this.lengthKnown = true;
        int next = startLine(bytes, start, to);
        if (next < 0) {
            return Defect.GARBAGE;
        }
        this.message.headers(next);
        if (next < to && isSpace(bytes[next])) {
            // The start line must not be folded: what is put after it would be.
            this.framed = Defect.MALFORMED_START;
        }
        for (int i = next; i < to;) {
            int lineEnd = lineEnd(bytes, i, to);
            if (lineEnd < 0) {
                return Defect.TRUNCATED;
            }
            if (bytes[i] <= ' ' && Ascii.trimEnd(bytes, i, lineEnd) == i) {
                this.message.body(lineEnd, to);
                Defect defect = this.message.read();
                return !this.lengthKnown ? Defect.LENGTH : this.framed != null ? this.framed : defect;
            }
            while (lineEnd < to && (bytes[lineEnd] == ' ' || bytes[lineEnd] == '\t')) {
                // Folded: the next line goes on with this one.
                lineEnd = lineEnd(bytes, lineEnd, to);
                if (lineEnd < 0) {
                    return Defect.TRUNCATED;
                }
            }
            Defect defect = header(bytes, i, lineEnd);
            if (defect != null) {
                return defect;
            }
            i = lineEnd;
        }
        return Defect.TRUNCATED;
    }

    private Defect header(byte[] bytes, int from, int lineEnd) {
        int colon = Ascii.indexOf(bytes, from, lineEnd, ':');
        if (colon < 0) {
            this.framed = Defect.MALFORMED_HEADER;
            return null;
        }
        HeaderName name = HeaderName.of(bytes, from, Ascii.trimEnd(bytes, from, colon));
        if (name == null) {
            return null;
        }
        int valueFrom = Ascii.skipSpace(bytes, colon + 1, lineEnd);
        int valueTo = Ascii.trimEnd(bytes, valueFrom, lineEnd);
        boolean twice = !name.isRepeatable() && this.message.lines.first(name) >= 0;
        if (name == HeaderName.CONTENT_LENGTH) {
            this.contentLength = Ascii.number(bytes, valueFrom, valueTo);
            // The other headers are read all the same, so that a request can be answered.
            this.lengthKnown &= !twice && this.contentLength >= 0;
        } else if (twice) {
            this.framed = Defect.REPEATED_HEADER;
        }
        return this.message.lines.add(name, from, valueFrom, valueTo, lineEnd) ? null : Defect.OVERSIZE;
    }

    /** Where the header lines begin, or -1 if there is no start line. */
    private int startLine(byte[] bytes, int from, int to) {
        int lineEnd = lineEnd(bytes, from, to);
        if (lineEnd < 0) {
            return -1;
        }
        int end = Ascii.trimEnd(bytes, from, lineEnd);
        int first = Ascii.indexOf(bytes, from, end, ' ');
        if (first <= from) {
            return -1;
        }
        if (Ascii.is(bytes, from, first, VERSION)) {
            int status = end - first < 4 ? -1 : Ascii.number(bytes, first + 1, first + 4);
            if (status < 100 || status > 699 || first + 4 < end && bytes[first + 4] != ' ') {
                return -1;
            }
            this.message.response(status);
            return lineEnd;
        }
        for (int i = from; i < first; i++) {
            if (!Ascii.isToken(bytes[i])) {
                return -1;
            }
        }
        int second = Ascii.indexOf(bytes, first + 1, end, ' ');
        if (second <= first + 1 || !Ascii.is(bytes, second + 1, end, VERSION)) {
            second = oddRequestLine(bytes, first + 1, end);
        }
        if (second >= 0 && this.framed == null && isSpace(bytes[end])) {
            this.framed = Defect.MALFORMED_START;
        }
        this.message.request(Method.of(bytes, from, first), first + 1, second);
        return second < 0 ? -1 : lineEnd;
    }

    /** Where the Request-URI ends in a request line of another version or with too many blanks; -1 if it is no request line. */
    private int oddRequestLine(byte[] bytes, int from, int end) {
        int version = end;
        while (version > from && bytes[version - 1] != ' ') {
            version--;
        }
        if (end - version <= PROTOCOL.length || !Ascii.is(bytes, version, version + PROTOCOL.length, PROTOCOL)) {
            return -1;
        }
        for (int i = version + PROTOCOL.length; i < end; i++) {
            if (bytes[i] != '.' && (bytes[i] < '0' || bytes[i] > '9')) {
                return -1;
            }
        }
        this.framed = Ascii.is(bytes, version, end, VERSION) ? Defect.MALFORMED_START : Defect.VERSION;
        return Math.max(from, version - 1);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    /** The index after the next line feed, or -1 if there is none. */
    private static int lineEnd(byte[] bytes, int from, int to) {
        int feed = Ascii.indexOf(bytes, from, to, '\n');
        return feed < 0 ? -1 : feed + 1;
    }
}
