/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.ByteWriter;

/**
 * Sends messages. Never waits but for the system's own copying; counts what cannot be sent. The message is copied before a method returns.
 */
public interface Outbound {

    /** Sends a datagram; false if the system refuses it. */
    boolean sendUdp(ListeningPoint from, InetSocketAddress to, ByteWriter message);

    /**
     * Sends over a connection: the given one if it is there and leads to the host of the address, else one that is there to the address,
     * else a new one.
     *
     * @param from      a place of another transport than UDP
     * @param flow      number of a connection, or {@link Arrival#NO_FLOW}
     * @param elsewhere the request as it came, if it goes elsewhere when it cannot be sent there; else null
     * @return false if it is known at once that it cannot be sent
     */
    boolean sendStream(ListeningPoint from, InetSocketAddress to, long flow, ByteWriter message, RequestCopy elsewhere);

    /** The number of a connection to an address on the leg and transport of a place, or {@link Arrival#NO_FLOW}. */
    long flowTo(ListeningPoint from, InetSocketAddress to);

    /** Where a connection ends at the balancer; null if it is gone, or never was. */
    ListeningPoint flow(long flow);

    /** Sends over a connection and nowhere else. */
    void sendFlow(long flow, ByteWriter message);
}
