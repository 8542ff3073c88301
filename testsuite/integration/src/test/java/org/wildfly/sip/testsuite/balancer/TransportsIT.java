/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.testsuite.balancer.harness.AllTransports;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;

/** Clients on TCP, TLS, WS and WSS before nodes on UDP: whole calls in both directions. */
class TransportsIT {
    private static AllTransports all;

    @BeforeAll
    static void start() throws Exception {
        all = new AllTransports("transports");
    }

    @AfterAll
    static void stop() throws Exception {
        all.close();
    }

    @AfterEach
    void dismiss() throws Exception {
        all.balancer().dismiss();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP", "TLS", "WS", "WSS"})
    void aCallOfAClientPasses(String transport) throws Exception {
        BalancedNode node = all.balancer().node("n1");
        try (Peer phone = all.connect(transport)) {
            EstablishedCall call = EstablishedCall.make(phone, List.of(node));
            phone.send(call.request("BYE", 2));
            assertThat(node.answer(200).method()).isEqualTo("BYE");
            assertThat(phone.receive().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP", "TLS", "WS", "WSS"})
    void aNodesRequestInTheCallGoesDownTheClientsConnection(String transport) throws Exception {
        BalancedNode node = all.balancer().node("n1");
        try (Peer phone = all.connect(transport)) {
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            SipText invite = node.answer(200);
            phone.receive();
            SipText bye = node.sip().request("BYE", "sip:alice@somewhere.invalid");
            List<String> routes = invite.headers("Record-Route");
            for (int i = routes.size() - 1; i >= 0; i--) {
                bye = bye.with("Route: " + routes.get(i));
            }
            node.sip().send(bye);
            SipText received = phone.receive();
            assertThat(received.startLine()).isEqualTo("BYE sip:alice@somewhere.invalid SIP/2.0");
            phone.send(received.response(200, "a"));
            assertThat(node.sip().receive().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP", "TLS", "WS", "WSS"})
    void aRegisteredClientIsReachedByPath(String transport) throws Exception {
        BalancedNode node = all.balancer().node("n1");
        try (Peer phone = all.connect(transport)) {
            phone.send(phone.request("REGISTER", "sip:example.com").with("Supported: path, outbound"));
            SipText register = node.answer(200);
            phone.receive();
            assertThat(register.headers("Path")).isNotEmpty();
            SipText invite = node.sip().request("INVITE", "sip:alice@somewhere.invalid");
            List<String> path = register.headers("Path");
            for (int i = path.size() - 1; i >= 0; i--) {
                invite = invite.with("Route: " + path.get(i));
            }
            node.sip().send(invite);
            assertThat(phone.receive().method()).isEqualTo("INVITE");
        }
    }

    @Test
    void aConnectionThatSpeaksNonsenseIsClosedAndHarmsNobody() throws Exception {
        BalancedNode node = all.balancer().node("n1");
        try (Peer bad = all.connect("TCP"); Peer good = all.connect("TLS")) {
            bad.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(((StreamPeer) bad).isClosed()).isTrue();
            good.send(good.request("OPTIONS", "sip:bob@example.com"));
            node.answer(200);
            assertThat(good.receive().status()).isEqualTo(200);
        }
    }
}
