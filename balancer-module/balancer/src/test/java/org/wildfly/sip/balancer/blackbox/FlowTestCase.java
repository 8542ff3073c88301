/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Requests of nodes to clients that can only be reached over their own connections (RFC 5626).
 */
class FlowTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private UdpPeer node;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer("externalWsPort=0");
        this.node = this.balancer.node("n1");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private Party phone(Transport transport) throws Exception {
        Party phone = this.balancer.add(Party.of(transport, Balancer.HOST, null));
        phone.connect(this.balancer.running().addresses(Leg.EXTERNAL).get(transport));
        return phone;
    }

    private Message invited(Party phone) throws Exception {
        phone.send(phone.request("INVITE", URI));
        return this.node.receive();
    }

    private Message fromNode(Message invite, List<String> routes, String uri) {
        Message request = this.node.request("INFO", uri);
        for (int i = routes.size() - 1; i >= 0; i--) {
            request = request.with("Route: " + routes.get(i));
        }
        return request;
    }

    private void send(Message message) throws Exception {
        this.node.send(this.balancer.internal(), message);
    }

    @Test
    void aRequestInTheDialogGoesDownTheClientsConnectionWhateverItsContactIs() throws Exception {
        for (Transport transport : List.of(Transport.TCP, Transport.WS)) {
            Party other = phone(transport);
            Party phone = phone(transport);
            invited(other);
            Message invite = invited(phone);
            assertThat(invite.headers("Record-Route").get(1)).matches(".*;lr;i=[0-9a-f]{16};node_host=.*");
            send(fromNode(invite, invite.headers("Record-Route"), "sip:alice@nowhere.invalid"));
            assertThat(phone.receive().method()).isEqualTo("INFO");
        }
    }

    @Test
    void aDialogThatANodeBeginsDownAConnectionStaysOnIt() throws Exception {
        Party phone = phone(Transport.WS);
        String outer = invited(phone).headers("Record-Route").get(1).replaceAll(";node_host.*", ">");
        send(this.node.request("INVITE", "sip:alice@nowhere.invalid;transport=ws").with("Route: " + outer));
        Message invite = phone.receive();
        assertThat(invite.headers("Route")).isEmpty();
        assertThat(invite.headers("Record-Route").get(0)).matches(".*;transport=ws;lr;i=[0-9a-f]{16};.*");
        phone.send(invite.response(200, "a"));
        Message ok = this.node.receive();
        List<String> routes = ok.headers("Record-Route");
        send(fromNode(invite, List.of(routes.get(1), routes.get(0)), "sip:alice@nowhere.invalid;transport=ws"));
        assertThat(phone.receive().method()).isEqualTo("INFO");
    }

    @Test
    void aClientWhoseConnectionIsGoneAndWhoListensNowhereIsReportedAsSuch() throws Exception {
        Party phone = phone(Transport.WS);
        Message invite = invited(phone);
        phone.hangUp();
        await().until(() -> this.balancer.running().connections() == 0);
        send(fromNode(invite, invite.headers("Record-Route"), "sip:alice@nowhere.invalid;transport=ws"));
        assertThat(this.node.receive().status()).isEqualTo(430);
        send(fromNode(invite, invite.headers("Record-Route"), "sip:alice@nowhere.invalid"));
        assertThat(this.node.receive().status()).isEqualTo(430);
    }

    @Test
    void aClientWhoseConnectionIsGoneIsReachedWhereHeListens() throws Exception {
        Party phone = phone(Transport.TCP);
        Message invite = invited(phone);
        phone.hangUp();
        await().until(() -> this.balancer.running().connections() == 0);
        send(fromNode(invite, invite.headers("Record-Route"), "sip:alice@127.0.0.1:" + phone.address().getPort() + ";transport=tcp"));
        phone.accept();
        assertThat(phone.receive().method()).isEqualTo("INFO");
    }

    @Test
    void aConnectionNamedByAnotherBalancerOrMadeUpIsNotFollowed() throws Exception {
        Party stranger = phone(Transport.TCP);
        Message invite = invited(stranger);
        UdpPeer phone = this.balancer.phone();
        for (String token : List.of("0123456789abcdef", "1", "ffffffffffffffff", "x")) {
            List<String> routes = invite.headers("Record-Route").stream().map(route -> route.replaceAll(";i=[0-9a-f]*", ";i=" + token))
                    .toList();
            send(fromNode(invite, routes, "sip:alice@127.0.0.1:" + phone.address().getPort()));
            assertThat(phone.receive().method()).isEqualTo("INFO");
        }
    }

    @Test
    void aClientIsFoundByTheAddressFromWhichHeIsConnected() throws Exception {
        WebSocketParty phone = (WebSocketParty) phone(Transport.WS);
        invited(phone);
        InetSocketAddress from = phone.local();
        send(this.node.request("OPTIONS", "sip:alice@127.0.0.1:" + from.getPort() + ";transport=ws"));
        assertThat(phone.receive().header("Via")).startsWith("SIP/2.0/WS ");
        send(this.node.request("OPTIONS", "sip:alice@127.0.0.1:9;transport=ws"));
        assertThat(this.node.receive().status()).isEqualTo(430);
    }
}
