/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.Certificate;
import org.wildfly.sip.testsuite.balancer.harness.Doorstep;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.harness.Environment;

/** The balancer speaks to nodes and to clients over the transport that it is told, whatever the other side speaks. */
class ForcedTransportsIT {
    private static Certificate certificate;

    @BeforeAll
    static void certify() throws Exception {
        certificate = new Certificate(Environment.folder().resolve("balancer").resolve("forced-transports"));
    }

    private static StartedBalancer start(String transport) throws Exception {
        return StartedBalancer.start("forced-" + transport.toLowerCase(Locale.ROOT), "externalTlsPort={TLS}", "externalWsPort={WS}",
                "externalWssPort={WSS}", "internalTlsPort={tlsInternal}", "internalWsPort={wsInternal}", "internalWssPort={wssInternal}",
                "internalTransport=" + transport, "externalTransport=" + transport, certificate.lines());
    }

    private static Doorstep doorstep(StartedBalancer balancer, String transport) throws Exception {
        return balancer.with(new Doorstep(transport, StartedBalancer.HOST, balancer.internal(), certificate));
    }

    /** A client on UDP, or TCP if the nodes are to get UDP. */
    private static Peer client(StartedBalancer balancer, String forced) throws Exception {
        return forced.equals("UDP") ? balancer.tcpPhone() : balancer.phone();
    }

    /** A request of a node to a URI that names no transport. */
    private static void assertReached(String transport, Peer node, InetSocketAddress client, Callable<Peer> answering) throws Exception {
        node.send(node.request("MESSAGE", "sip:alice@" + SipText.hostPort(client)));
        try (Peer phone = answering.call()) {
            SipText message = phone.receive();
            assertThat(message.header("Via")).startsWith("SIP/2.0/" + transport + ' ');
            phone.send(message.response(200, "c"));
            assertThat(node.receive().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS", "WS", "WSS"})
    void requestsGoToNodesAndToClientsOverIt(String transport) throws Exception {
        try (StartedBalancer balancer = start(transport); Peer client = client(balancer, transport)) {
            Doorstep forced = doorstep(balancer, transport);
            Doorstep natural = doorstep(balancer, client.transport());
            balancer.with(new NativeHeartbeat(balancer.address("heartbeat"), new Announcement("n1")
                    .address(transport, forced.address()).address(client.transport(), natural.address())));
            client.send(client.request("INVITE", "sip:bob@example.com"));
            try (Peer node = forced.answer()) {
                SipText received = node.receive();
                assertThat(received.header("Via")).startsWith("SIP/2.0/" + transport + ' ');
                node.send(received.response(200, "b"));
                assertThat(client.receive().status()).isEqualTo(200);
                if (transport.startsWith("WS")) {
                    // Who speaks WebSocket is reached on the connection that he has made, and only there (RFC 7118).
                    Peer phone = Peer.connect(transport, balancer.address(transport), certificate);
                    assertReached(transport, node, phone.address(), () -> phone);
                } else {
                    Doorstep phone = doorstep(balancer, transport);
                    assertReached(transport, node, phone.address(), phone::answer);
                }
            }
        }
    }
}
