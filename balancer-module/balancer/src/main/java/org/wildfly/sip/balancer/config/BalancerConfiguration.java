/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.URI;
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
 * @param http          the HTTP side, or null if there is none
 * @param effective     all keys with their values as lines of a file that would give this configuration; secrets are not shown
 */
public record BalancerConfiguration(Address external, Address internal, Heartbeat heartbeat, Affinity affinity, String routeSecret,
        Transports transport, Http http, List<String> effective) {

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
     * The HTTP side.
     *
     * @param host           where it listens
     * @param httpPort       the plain port; 0 for any free one, -1 for none
     * @param httpsPort      the TLS port; 0 for any free one, -1 for none
     * @param redirectStatus the status by which the plain port sends clients to the TLS port, if there is one; 0 if it does not
     * @param unavailable    what clients are redirected to while there is no node, or null
     * @param affinityKey    the query parameter whose value decides about the node
     * @param http2          true if clients may speak HTTP/2 over TLS
     * @param http2Cleartext true if clients may speak HTTP/2 on the plain port, too
     * @param trustedProxies whose forwarding headers are believed
     * @param forwarded      true if nodes get {@code Forwarded} (RFC 7239), too
     * @param verifyNodeHost true if the certificate of a node must have its address
     * @param limits         bounds
     * @param timeouts       how long things may take
     */
    public record Http(InetAddress host, int httpPort, int httpsPort, int redirectStatus, URI unavailable, String affinityKey,
            boolean http2, boolean http2Cleartext, List<AddressRange> trustedProxies, boolean forwarded, boolean verifyNodeHost,
            HttpLimits limits, HttpTimeouts timeouts) {
    }

    /**
     * Bounds of the HTTP side.
     *
     * @param ioThreads          how many threads do the work
     * @param maxContentLength   the longest request body in bytes; 0 for any
     * @param maxHeaderSize      how many bytes the header of a request may have
     * @param maxHeaders         how many header lines a request may have
     * @param maxConnections     how many connections of clients there may be, per port
     * @param maxNodeConnections how many connections there may be to each node
     */
    public record HttpLimits(int ioThreads, int maxContentLength, int maxHeaderSize, int maxHeaders, int maxConnections,
            int maxNodeConnections) {
    }

    /**
     * How long things may take on the HTTP side.
     *
     * @param connect   connecting to a node
     * @param response  from the request to the header of the node's response
     * @param request   receiving the header of a request
     * @param keepAlive how long a connection is kept for another request
     * @param idle      how long nothing may come or go on a connection in use, WebSockets included
     * @param ejection  how long a node that refuses connections is left out
     * @param shutdown  how long the requests that are running when the balancer stops are waited for
     */
    public record HttpTimeouts(Duration connect, Duration response, Duration request, Duration keepAlive, Duration idle,
            Duration ejection, Duration shutdown) {
    }

    /** True if clients and nodes send to the same port. */
    public boolean isSinglePort() {
        return this.external == this.internal;
    }
}
