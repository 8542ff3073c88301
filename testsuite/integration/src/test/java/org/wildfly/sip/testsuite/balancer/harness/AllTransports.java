/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import org.wildfly.sip.testsuite.harness.Environment;

/** A balancer with all transports on its external side and UDP on its internal one, and clients on each. */
public final class AllTransports implements AutoCloseable {
    /** Those with connections. */
    public static final List<String> STREAMS = List.of("TCP", "TLS", "WS", "WSS");

    private final Certificate certificate;
    private final StartedBalancer balancer;

    public AllTransports(String name, String... lines) throws IOException, InterruptedException, GeneralSecurityException {
        this(name, StartedBalancer.SMALL, lines);
    }

    /**
     * @param jvm options of the Java machine
     */
    public AllTransports(String name, List<String> jvm, String... lines)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.certificate = new Certificate(Environment.folder().resolve("balancer").resolve(name));
        this.balancer = StartedBalancer.start(name, jvm, "host=" + StartedBalancer.HOST, "externalPort={external}",
                "internalPort={internal}", "heartbeatPort={heartbeat}", "externalTlsPort={TLS}", "externalWsPort={WS}",
                "externalWssPort={WSS}", this.certificate.lines(), String.join("\n", lines));
    }

    public StartedBalancer balancer() {
        return this.balancer;
    }

    public Certificate certificate() {
        return this.certificate;
    }

    /** A new client over a transport with connections. */
    public Peer connect(String transport) throws IOException {
        return Peer.connect(transport, transport.equals("TCP") ? this.balancer.external() : this.balancer.address(transport),
                this.certificate);
    }

    @Override
    public void close() throws Exception {
        this.balancer.close();
    }
}
