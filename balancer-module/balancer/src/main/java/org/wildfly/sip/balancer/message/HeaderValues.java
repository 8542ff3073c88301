/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Walks over the values of a repeatable header, be they in lines of their own or several in a line. Reusable.
 */
public final class HeaderValues {
    private byte[] bytes;
    private HeaderLines lines;
    private int line;
    private int nextLine;
    private int from;
    private int to;
    private int next;

    void begin(byte[] bytes, HeaderLines lines, HeaderName name) {
        this.bytes = bytes;
        this.lines = lines;
        this.line = -1;
        this.next = -1;
        this.nextLine = lines.first(name);
    }

    /** Goes to the first Via, whose end is known since the message was scanned. */
    public void toTopVia(SipMessage message) {
        begin(message.bytes(), message.lines, HeaderName.VIA);
        nextLine();
        this.from = message.topVia().from();
        this.to = message.topVia().to();
        end(Ascii.skipSpace(this.bytes, this.to, this.lines.valueEnd(this.line)));
    }

    /** Goes to before the first option tag of Proxy-Require. */
    public void ofProxyRequire(SipMessage message) {
        begin(message.bytes(), message.lines, HeaderName.PROXY_REQUIRE);
    }

    /** Goes to before the first option tag of Supported. */
    public void ofSupported(SipMessage message) {
        begin(message.bytes(), message.lines, HeaderName.SUPPORTED);
    }

    /** Goes to the next value; false if there is none. */
    public boolean next() {
        if (this.next < 0) {
            if (this.nextLine < 0) {
                return false;
            }
            nextLine();
            this.next = this.lines.valueStart(this.line);
        }
        int comma = Ascii.separator(this.bytes, this.next, this.lines.valueEnd(this.line), ',');
        this.from = Ascii.skipSpace(this.bytes, this.next, comma);
        this.to = Ascii.trimEnd(this.bytes, this.from, comma);
        end(comma);
        return true;
    }

    private void nextLine() {
        this.line = this.nextLine;
        this.nextLine = this.lines.next(this.line);
    }

    /** The value ends at a comma, or with the line. */
    private void end(int comma) {
        this.next = comma < this.lines.valueEnd(this.line) ? comma + 1 : -1;
    }

    /** True if the value is this text, which must be in lower case, in any case. */
    public boolean is(byte[] lowerCaseText) {
        return Ascii.is(this.bytes, this.from, this.to, lowerCaseText);
    }

    /** The index of the value's first byte. */
    public int from() {
        return this.from;
    }

    /** The index after the value's last byte. */
    public int to() {
        return this.to;
    }

    /** True if the value is the first in its line. */
    public boolean isFirstInLine() {
        return this.from == Ascii.skipSpace(this.bytes, this.lines.valueStart(this.line), this.to);
    }

    /** True if no value follows in the same line. */
    public boolean isLastInLine() {
        return this.next < 0;
    }

    /** Where the value's line begins. */
    public int lineStart() {
        return this.lines.start(this.line);
    }

    /** Where the line after the value's begins. */
    public int lineEnd() {
        return this.lines.end(this.line);
    }

    /** Where the next value in the line begins; only if this is not the last. */
    public int nextFrom() {
        return Ascii.skipSpace(this.bytes, this.next, this.lines.valueEnd(this.line));
    }
}
