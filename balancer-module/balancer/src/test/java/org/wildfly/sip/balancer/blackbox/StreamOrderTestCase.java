/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Order within a dialog on transports that have connections.
 */
class StreamOrderTestCase {
    private static final int COUNT = 500;

    @TempDir
    static Path directory;
    private static SSLContext tls;
    private static Balancer balancer;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = new TestCertificate(directory, "order", "ip:127.0.0.1");
        tls = certificate.context(certificate);
        balancer = new Balancer("externalTlsPort=0", "externalWsPort=0", "internalTlsPort=0", "internalWsPort=0", certificate.lines()[0],
                certificate.lines()[1], certificate.lines()[2]);
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @ParameterizedTest
    @CsvSource({"TCP,TCP", "TCP,UDP", "UDP,TCP", "TLS,TCP", "WS,TCP", "TCP,TLS", "UDP,WS"})
    void noMessageOvertakesAnotherInEitherDirection(Transport clientTransport, Transport nodeTransport) throws Exception {
        try (Party node = Party.of(nodeTransport, Balancer.HOST, tls); Party client = Party.of(clientTransport, Balancer.HOST, tls)) {
            balancer.running().registry().nodeRegistered(NodeDescription.of("n1", "0", Map.of(nodeTransport, node.address())),
                    NodeState.UP);
            client.connect(balancer.running().addresses(Leg.EXTERNAL).get(clientTransport));
            Message invite = client.request("INVITE", "sip:bob@example.com");
            client.send(invite);
            node.accept();
            node.send(node.receive().response(200, "b"));
            Message ok = client.receive();
            for (int sent = 0; sent < COUNT; sent += 50) {
                for (int i = sent; i < sent + 50; i++) {
                    client.send(invite.inDialog("INFO", i + 2, ok, true));
                }
                for (int i = sent; i < sent + 50; i++) {
                    Message received = node.receive();
                    assertThat(received.header("CSeq")).isEqualTo(i + 2 + " INFO");
                    node.send(received.response(200, "b"));
                }
                for (int i = sent; i < sent + 50; i++) {
                    assertThat(client.receive().header("CSeq")).isEqualTo(i + 2 + " INFO");
                }
            }
        }
    }
}
