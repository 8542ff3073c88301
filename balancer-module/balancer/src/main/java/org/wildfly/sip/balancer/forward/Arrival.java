/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.heartbeat.Transport;

/**
 * How the message that is being processed came. Reusable; for one thread.
 */
public final class Arrival {
    /** No connection: a datagram. */
    public static final long NO_FLOW = -1;

    private ListeningPoint at;
    private Leg leg;
    private InetSocketAddress source;
    private long high;
    private long low;
    private long flow;

    /**
     * @param at   where it came
     * @param flow the number of the connection, or {@link #NO_FLOW}
     */
    void set(ListeningPoint at, InetSocketAddress source, long flow) {
        this.at = at;
        this.leg = at.leg();
        if (source != this.source) {
            this.source = source;
            this.high = HostPort.high(source.getAddress());
            this.low = HostPort.low(source.getAddress());
        }
        this.flow = flow;
    }

    void setLeg(Leg leg) {
        this.leg = leg;
    }

    /** Where the message came. */
    ListeningPoint at() {
        return this.at;
    }

    /** The side that its sender is on. */
    Leg leg() {
        return this.leg;
    }

    Transport transport() {
        return this.at.transport();
    }

    InetSocketAddress sourceAddress() {
        return this.source;
    }

    long high() {
        return this.high;
    }

    long low() {
        return this.low;
    }

    InetAddress source() {
        return this.source.getAddress();
    }

    int port() {
        return this.source.getPort();
    }

    long flow() {
        return this.flow;
    }

    /** True if the message came from the host that a Via or URI names by its address. */
    boolean isFrom(HostPort host) {
        return host.isLiteral() && host.low() == this.low && host.high() == this.high;
    }
}
