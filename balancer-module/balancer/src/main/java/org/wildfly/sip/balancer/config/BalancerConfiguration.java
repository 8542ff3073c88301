/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of a balancer. Immutable, complete, checked.
 *
 * @param external      where clients send
 * @param internal      where nodes send; the same as external if there is one port for both
 * @param heartbeat     where and how nodes announce themselves
 * @param affinity      the default algorithm's settings
 * @param routeSecret   the key of the check values in Record-Route, or null
 * @param transport     limits of the transports
 * @param routing       how requests are treated
 * @param http          the HTTP side, or null if there is none
 * @param effective     all keys with their values as lines of a file that would give this configuration; secrets are not shown
 */
public record BalancerConfiguration(Address external, Address internal, Heartbeat heartbeat, Affinity affinity, String routeSecret,
        Transports transport, Routing routing, HttpConfiguration http, List<String> effective) {

    /**
     * Where a balancer listens.
     *
     * @param text the host as it was written
     * @param host its address
     * @param port 0 for any free one
     */
    public record Address(String text, InetAddress host, int port) {
    }

    /**
     * The native heartbeat.
     *
     * @param address             where to listen
     * @param secret              shared with the nodes, or null
     * @param remoteWithoutSecret true if nodes on other hosts are taken although there is no secret
     * @param nodeTimeout         how long a silent node is taken for alive
     * @param interval            how often silence is looked for
     */
    public record Heartbeat(Address address, String secret, boolean remoteWithoutSecret, Duration nodeTimeout, Duration interval) {
    }

    /**
     * Call-ID affinity.
     *
     * @param maxIdle       how long a call in which nothing happens is remembered
     * @param maxEntries    how many calls are remembered at most, about
     * @param groupFailover true if all calls of a dead node go to the same survivor
     */
    public record Affinity(Duration maxIdle, int maxEntries, boolean groupFailover) {
    }

    /**
     * Limits of the transports.
     *
     * @param maxMessageSize       the longest message, in bytes
     * @param udpReceiveBufferSize asked of the system, in bytes
     * @param udpSendBufferSize    asked of the system, in bytes
     * @param tcpThreads           how many threads serve TCP connections
     * @param maxConnections       how many TCP connections there may be per port
     * @param connectTimeout       how long connecting may take
     * @param idleTimeout          how long a TCP connection on which nothing comes is kept
     */
    public record Transports(int maxMessageSize, int udpReceiveBufferSize, int udpSendBufferSize, int tcpThreads, int maxConnections,
            Duration connectTimeout,
            Duration idleTimeout) {
    }

    /**
     * How requests are treated.
     *
     * @param responseTimes   true if it is measured how long nodes take to answer
     * @param overloadControl true if nodes are asked how busy they are (RFC 7339)
     */
    public record Routing(boolean responseTimes, boolean overloadControl) {
    }

    /** True if clients and nodes send to the same port. */
    public boolean isSinglePort() {
        return this.external == this.internal;
    }
}
