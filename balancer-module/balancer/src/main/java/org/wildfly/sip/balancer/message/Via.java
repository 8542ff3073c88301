/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import org.wildfly.sip.heartbeat.Transport;

/**
 * One Via value (RFC 3261 section 20.42, RFC 3581). A reusable view: valid until the next {@link #parse}.
 */
public final class Via {
    private static final long BRANCH = Parameter.letters("branch");
    private static final long RECEIVED = Parameter.letters("received");
    private static final long RPORT = Parameter.letters("rport");
    private static final long FLOW = Parameter.letters("i");
    private static final long TIME = Parameter.letters("t");

    private final HostPort sentBy = new HostPort();
    private final HostPort received = new HostPort();
    private final Parameter parameter = new Parameter();
    private final OverloadFeedback feedback = new OverloadFeedback();
    /** With what the last value began; null if that is not remembered. */
    private final LastText last;
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

    public Via() {
        this(null);
    }

    private Via(LastText last) {
        this.last = last;
    }

    /** A view for values of which most begin alike. */
    static Via remembering() {
        return new Via(new LastText());
    }

    /** False if it is malformed. */
    boolean parse(byte[] bytes, int from, int to) {
        int before = this.from;
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
        int parameters = this.last == null ? start(bytes, from, to) : startAgain(bytes, from, to, before);
        if (parameters < 0) {
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

    /** Reads what stands before the parameters. The index of the first semicolon or the end; -1 if it is malformed. */
    private int start(byte[] bytes, int from, int to) {
        int i = ViaProtocol.end(bytes, from, to);
        if (i < 0) {
            return -1;
        }
        int end = i;
        while (end < to && Ascii.isToken(bytes[end])) {
            end++;
        }
        this.transport = TransportName.of(bytes, i, end);
        int hostFrom = Ascii.skipSpace(bytes, end, to);
        int parameters = Ascii.separator(bytes, hostFrom, to, ';');
        boolean good = end > i && hostFrom > end && this.sentBy.parse(bytes, hostFrom, Ascii.trimEnd(bytes, hostFrom, parameters));
        return good ? parameters : -1;
    }

    /** The same, of which nothing is read if it is as it was the last time. */
    private int startAgain(byte[] bytes, int from, int to, int before) {
        int same = this.last.end(bytes, from, to);
        if (same >= 0) {
            this.sentBy.moved(bytes, from - before);
            return same;
        }
        int parameters = start(bytes, from, to);
        if (parameters < 0) {
            this.last.clear();
        } else {
            this.last.keep(bytes, from, parameters);
        }
        return parameters;
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
}
