/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Makes the engines of connections with TLS.
 */
final class TlsEngines {

    private TlsEngines() {
    }

    /** The engine of a node for a balancer; null for no TLS. */
    static SSLEngine ofNode(HeartbeatClient.Configuration configuration, InetSocketAddress balancer) {
        SSLContext context = configuration.sslContext();
        if (context == null) {
            return null;
        }
        SSLEngine engine = context.createSSLEngine(balancer.getHostString(), balancer.getPort());
        engine.setUseClientMode(true);
        if (configuration.verifiesHostNames()) {
            SSLParameters parameters = engine.getSSLParameters();
            // RFC 2818: a certificate of the name, or of the address if an address was meant.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    /** The engine of a balancer for a node; null for no TLS. */
    static SSLEngine ofBalancer(HeartbeatServer.Configuration configuration) {
        SSLContext context = configuration.sslContext();
        if (context == null) {
            return null;
        }
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(configuration.requiresCertificate());
        return engine;
    }
}
