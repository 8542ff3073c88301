/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A call from a client on any transport to a node on any transport, over IPv4 and IPv6, with requests from both ends.
 */
class TransportMatrixTestCase {
    private static final String V4 = "127.0.0.1";
    private static final String V6 = "::1";

    @TempDir
    static Path directory;
    private static SSLContext tls;
    private static Balancer balancer;
    private final List<Party> parties = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = new TestCertificate(directory, "all", "ip:127.0.0.1,ip:::1");
        tls = certificate.context(certificate);
        List<String> lines = new ArrayList<>(List.of(certificate.lines()));
        for (String leg : List.of("external", "internal")) {
            lines.add(leg + "Ipv6Port=0");
            for (String family : List.of("", "Ipv6")) {
                Stream.of("Tls", "Ws", "Wss").forEach(transport -> lines.add(leg + family + transport + "Port=0"));
            }
        }
        balancer = new Balancer(lines.toArray(String[]::new));
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @AfterEach
    void close() throws Exception {
        balancer.kill("node");
        for (Party party : this.parties) {
            party.close();
        }
    }

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (Transport client : Transport.values()) {
            for (Transport node : Transport.values()) {
                ways.add(Arguments.of(client, V4, node, V4));
            }
            ways.add(Arguments.of(client, V4, client, V6));
            ways.add(Arguments.of(client, V6, client, V4));
            ways.add(Arguments.of(client, V6, client, V6));
        }
        return ways.stream();
    }

    private static ListeningPoint place(Leg leg, Transport transport, String host) {
        return balancer.running().places().stream()
                .filter(place -> place.leg() == leg && place.transport() == transport && place.isV4() == host.equals(V4)).findAny()
                .orElseThrow();
    }

    private Party party(Transport transport, String host) throws Exception {
        Party party = Party.of(transport, host, tls);
        this.parties.add(party);
        return party;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aCallGoesThereAndBack(Transport clientTransport, String clientHost, Transport nodeTransport, String nodeHost) throws Exception {
        ListeningPoint outer = place(Leg.EXTERNAL, clientTransport, clientHost);
        ListeningPoint inner = place(Leg.INTERNAL, nodeTransport, nodeHost);
        Party node = party(nodeTransport, nodeHost);
        balancer.running().registry().nodeRegistered(NodeDescription.of("node", "0", Map.of(nodeTransport, node.address())), NodeState.UP);
        Party client = party(clientTransport, clientHost);
        client.connect(outer.bound());

        Message invite = client.request("INVITE", "sip:bob@example.com").withBody("v=0");
        client.send(invite);
        node.accept();
        Message received = node.receive();
        assertThat(received.header("Via")).startsWith("SIP/2.0/" + nodeTransport + ' ' + ListeningPoint.text(inner.bound()));
        assertThat(received.body()).isEqualTo("v=0");
        List<String> routes = received.headers("Record-Route");
        assertThat(routes).hasSize(2);
        assertThat(routes.get(0)).startsWith("<sip:" + ListeningPoint.text(inner.bound()) + parameter(nodeTransport, false) + ";lr;");
        assertThat(routes.get(1)).startsWith("<sip:" + ListeningPoint.text(outer.bound()) + parameter(clientTransport, true) + ";lr;");

        node.send(received.response(200, "b"));
        Message ok = client.receive();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.headers("Via")).hasSize(1);
        assertThat(ok.headers("Record-Route")).isEqualTo(routes);

        client.send(invite.inDialog("ACK", 1, ok, true));
        assertThat(node.receive().method()).isEqualTo("ACK");
        client.send(invite.inDialog("INFO", 2, ok, true));
        Message info = node.receive();
        assertThat(info.headers("Route")).isEmpty();
        node.send(info.response(200, "b"));
        assertThat(client.receive().status()).isEqualTo(200);

        node.send(fromNode("UPDATE", node, received, routes));
        Message update = client.receive();
        assertThat(update.method()).isEqualTo("UPDATE");
        assertThat(update.headers("Route")).isEmpty();
        assertThat(update.header("Via")).startsWith("SIP/2.0/" + clientTransport + ' ' + ListeningPoint.text(outer.bound()));
        client.send(update.response(200, "a"));
        Message answer = node.receive();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Via")).hasSize(1);
    }

    private static String parameter(Transport transport, boolean external) {
        return switch (transport) {
            case UDP -> "";
            case TCP -> ";transport=tcp";
            case TLS -> ";transport=tls";
            case WS -> ";transport=ws";
            case WSS -> external ? ";transport=ws" : ";transport=wss";
        };
    }

    /** A request of the node in the client's dialog. */
    static Message fromNode(String method, Party node, Message invite, List<String> routes) {
        String uri = invite.header("Contact").replaceAll("[<>]", "");
        StringBuilder text = new StringBuilder(node.request(method, uri).without("From").without("To").without("Call-ID").text());
        int at = text.indexOf("\r\n") + 2;
        text.insert(at, "From: " + invite.header("To") + ";tag=b\r\nTo: " + invite.header("From") + "\r\nCall-ID: "
                + invite.header("Call-ID") + "\r\n");
        for (int i = routes.size() - 1; i >= 0; i--) {
            text.insert(at, "Route: " + routes.get(i) + "\r\n");
        }
        return new Message(text.toString());
    }

}
