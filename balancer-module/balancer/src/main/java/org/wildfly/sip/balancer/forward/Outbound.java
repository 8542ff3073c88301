/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends messages. Never waits but for the system's own copying; counts what cannot be sent. The message is copied before a method returns.
 */
public interface Outbound {

    /** Sends a datagram from the port of a leg. */
    void sendUdp(Leg leg, InetSocketAddress to, ByteWriter message);

    /**
     * Sends over a connection: the given one if it is there and leads to the host of the address, else one that is there to the address,
     * else a new one.
     *
     * @param flow number of a connection, or {@link Arrival#NO_FLOW}
     */
    void sendTcp(Leg leg, InetSocketAddress to, long flow, ByteWriter message);

    /** Looks a host up and sends to it. */
    void sendToName(Leg leg, Transport transport, String host, int port, ByteWriter message);
}
