/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.Socket;
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
        return switch (transport) {
            case "TCP" -> StreamPeer.connect(this.balancer.external());
            case "TLS" -> new StreamPeer(transport, this.certificate.connect(this.balancer.address(transport)));
            case "WS" -> new WebSocketPeer(transport, new Socket(StartedBalancer.HOST, this.balancer.port(transport)));
            case "WSS" -> new WebSocketPeer(transport, this.certificate.connect(this.balancer.address(transport)));
            default -> throw new IllegalArgumentException(transport);
        };
    }

    @Override
    public void close() throws Exception {
        this.balancer.close();
    }
}
