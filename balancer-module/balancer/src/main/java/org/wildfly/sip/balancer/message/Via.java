/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.heartbeat.Transport;

/**
 * One Via value (RFC 3261 section 20.42, RFC 3581). A reusable view: valid until the next {@link #parse}.
 */
public final class Via {
    private static final long PROTOCOL = Ascii.head(word("SIP/2.0/"), 0, Long.BYTES);
    private static final byte[] SIP = word("sip");
    private static final long BRANCH = Parameter.letters("branch");
    private static final long RECEIVED = Parameter.letters("received");
    private static final long RPORT = Parameter.letters("rport");
    private static final long FLOW = Parameter.letters("i");
    private static final long TIME = Parameter.letters("t");

    private final HostPort sentBy = new HostPort();
    private final HostPort received = new HostPort();
    private final Parameter parameter = new Parameter();
    private final OverloadFeedback feedback = new OverloadFeedback();
    private int from;
    private int to;
    private Transport transport;
    private int branchFrom;
    private int branchTo;
    private boolean hasReceived;
    private int receivedFrom;
    private int receivedTo;
    private int rportFrom;
    private int rportTo;
    private int rport;
    private long flow;
    private long time;

    /** False if it is malformed. */
    boolean parse(byte[] bytes, int from, int to) {
        this.from = from;
        this.to = to;
        this.branchFrom = -1;
        this.branchTo = -1;
        this.hasReceived = false;
        this.receivedFrom = -1;
        this.rportFrom = -1;
        this.rport = -1;
        this.flow = -1;
        this.time = -1;
        this.feedback.clear();
        int i = afterProtocol(bytes, from, to);
        if (i < 0) {
            return false;
        }
        int end = i;
        while (end < to && Ascii.isToken(bytes[end])) {
            end++;
        }
        this.transport = TransportName.of(bytes, i, end);
        int hostFrom = Ascii.skipSpace(bytes, end, to);
        int parameters = Ascii.separator(bytes, hostFrom, to, ';');
        if (end == i || hostFrom == end || !this.sentBy.parse(bytes, hostFrom, Ascii.trimEnd(bytes, hostFrom, parameters))) {
            return false;
        }
        while (parameters < to) {
            parameters = this.parameter.parse(bytes, parameters + 1, to);
            if (!read(bytes, this.parameter)) {
                return false;
            }
        }
        return true;
    }

    /** The index of the transport, or -1. */
    private static int afterProtocol(byte[] bytes, int from, int to) {
        if (Ascii.head(bytes, from, to) == PROTOCOL) {
            return Ascii.skipSpace(bytes, from + Long.BYTES, to);
        }
        // Blanks around the slashes, small letters, or a version that is refused because of the request line: seldom.
        int i = word(bytes, from, to, SIP);
        i = i < 0 ? i : slash(bytes, i, to);
        i = i < 0 ? i : version(bytes, Ascii.skipSpace(bytes, i, to), to);
        return i < 0 ? i : slash(bytes, i, to);
    }

    private static int version(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == '.' || bytes[i] >= '0' && bytes[i] <= '9')) {
            i++;
        }
        return i == from ? -1 : i;
    }

    private boolean read(byte[] bytes, Parameter p) {
        if (p.is(BRANCH)) {
            this.branchFrom = p.valueFrom();
            this.branchTo = p.valueTo();
        } else if (p.is(RECEIVED)) {
            this.receivedFrom = p.from();
            this.receivedTo = p.to();
            this.hasReceived = this.received.parseAddress(bytes, p.valueFrom(), p.valueTo());
        } else if (p.is(RPORT)) {
            this.rportFrom = p.from();
            this.rportTo = p.to();
            this.rport = Ascii.number(bytes, p.valueFrom(), p.valueTo());
            return this.rport <= 65535;
        } else if (p.is(FLOW)) {
            this.flow = Ascii.hex(bytes, p.valueFrom(), p.valueTo());
        } else if (p.is(TIME)) {
            this.time = Ascii.hex(bytes, p.valueFrom(), p.valueTo());
        } else {
            this.feedback.read(bytes, p);
        }
        return true;
    }

    /** The index of its first byte. */
    public int from() {
        return this.from;
    }

    /** The index after its last byte. */
    public int to() {
        return this.to;
    }

    /** The transport, or null if it is one that no balancer speaks. */
    public Transport transport() {
        return this.transport;
    }

    /** Who sent the message. */
    public HostPort sentBy() {
        return this.sentBy;
    }

    /** The index of the branch's first byte, or -1 if there is none. */
    public int branchFrom() {
        return this.branchFrom;
    }

    /** The index after the branch's last byte. */
    public int branchTo() {
        return this.branchTo;
    }

    /** The address of the received parameter, or null if there is none. */
    public HostPort received() {
        return this.hasReceived ? this.received : null;
    }

    /** The index at which the received parameter begins, or -1. */
    public int receivedFrom() {
        return this.receivedFrom;
    }

    /** The index after the received parameter. */
    public int receivedTo() {
        return this.receivedTo;
    }

    /** The index at which the rport parameter begins, or -1. */
    public int rportFrom() {
        return this.rportFrom;
    }

    /** The index after the rport parameter. */
    public int rportTo() {
        return this.rportTo;
    }

    /** The port of the rport parameter, or -1 if there is no port in it. */
    public int rport() {
        return this.rport;
    }

    /** The number of a connection, which a balancer has written into its own Via, or -1. */
    public long flow() {
        return this.flow;
    }

    /** When the request was sent, which a balancer has written into its own Via, or -1. */
    public long time() {
        return this.time;
    }

    /** The value of the oc parameter (RFC 7339 section 4.1): the percentage of requests to hold back; -1 if there is none. */
    public int overload() {
        return this.feedback.percentage();
    }

    /** How long, in milliseconds, {@link #overload} is valid. */
    public int overloadValidity() {
        return this.feedback.validity();
    }

    /** The sequence of {@link #overload}: one that is not greater than the last is old (RFC 7339 section 4.4); -1 if there is none. */
    public long overloadSequence() {
        return this.feedback.sequence();
    }

    /** The port that a response goes to: rport, else the one of the sender, else the transport's default (RFC 3261 section 18.2.2). */
    public int responsePort() {
        return this.rport > 0
                ? this.rport
                : this.sentBy.port(this.transport == Transport.TLS || this.transport == Transport.WSS ? 5061 : 5060);
    }

    /** The address that a response goes to: received, else the one of the sender, which may be a name. */
    public HostPort responseHost() {
        return this.hasReceived ? this.received : this.sentBy;
    }

    private static int word(byte[] bytes, int from, int to, byte[] word) {
        int i = Ascii.skipSpace(bytes, from, to);
        return i + word.length <= to && Ascii.is(bytes, i, i + word.length, word) ? i + word.length : -1;
    }

    private static int slash(byte[] bytes, int from, int to) {
        int i = Ascii.skipSpace(bytes, from, to);
        return i < to && bytes[i] == '/' ? Ascii.skipSpace(bytes, i + 1, to) : -1;
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
