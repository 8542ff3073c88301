/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.net.InetSocketAddress;
import java.net.URI;

import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.heartbeat.NodeDescription;

/**
 * Where a node takes HTTP: plain if it can, else over TLS.
 *
 * @param address host and port
 * @param tls     true if over TLS
 */
record NodeAddress(InetSocketAddress address, boolean tls) {

    /** The address of a node, or null if it does not take HTTP. */
    static NodeAddress of(Node node) {
        NodeDescription description = node.description();
        boolean tls = description.httpPort().isEmpty();
        if (tls && description.httpsPort().isEmpty()) {
            return null;
        }
        int port = tls ? description.httpsPort().getAsInt() : description.httpPort().getAsInt();
        return new NodeAddress(new InetSocketAddress(description.addresses().values().iterator().next().getAddress(), port), tls);
    }

    /** True if a node takes HTTP. */
    static boolean isThere(Node node) {
        return node.description().httpPort().isPresent() || node.description().httpsPort().isPresent();
    }

    URI uri() {
        return uri(this.tls ? "https" : "http");
    }

    URI uri(String scheme) {
        String host = this.address.getAddress().getHostAddress();
        String literal = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return URI.create(scheme + "://" + literal + ':' + this.address.getPort());
    }
}
