/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.wildfly.sip.balancer.network.Network;

/**
 * The configuration of the HTTP side. Immutable.
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
 * @param limits         bounds
 * @param timeouts       how long things may take
 */
public record HttpConfiguration(InetAddress host, int httpPort, int httpsPort, int redirectStatus, URI unavailable, String affinityKey,
        boolean http2, boolean http2Cleartext, List<Network> trustedProxies, boolean forwarded, Limits limits, Timeouts timeouts) {

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
    public record Limits(int ioThreads, int maxContentLength, int maxHeaderSize, int maxHeaders, int maxConnections,
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
    public record Timeouts(Duration connect, Duration response, Duration request, Duration keepAlive, Duration idle, Duration ejection,
            Duration shutdown) {
    }
}
