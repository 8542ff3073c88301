/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.Doorstep;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Where requests of nodes go that cannot simply go where their URI points. */
class NextHopsIT {
    private static final String URI = "sip:bob@example.com";
    private static final String INSIDE = "sip:alice@10.99.99.99:5060";
    private static final String LONG = "x".repeat(1300);

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("next-hops"), "n1");

    /** What the phone sends from behind a NAT: it knows its address inside only. */
    private static SipText inside(String method) {
        return BED.phone().request(method, URI).replace(SipText.hostPort(BED.phone().address()), "10.99.99.99:5060");
    }

    private static SipText passed(SipText request) throws Exception {
        BED.phone().send(request);
        return BED.node().sip().receive();
    }

    private static void sendByNode(String method, String uri, List<String> routes) throws Exception {
        SipText request = BED.node().sip().request(method, uri);
        for (int i = routes.size() - 1; i >= 0; i--) {
            request = request.with("Route: " + routes.get(i));
        }
        BED.node().sip().send(request);
    }

    @Test
    void aClientOnUdpBehindANatIsReachedWhereItSendsFrom() throws Exception {
        SipText invite = passed(inside("INVITE"));
        assertThat(invite.headers("Record-Route").get(1)).containsPattern(";lr;i=[0-9a-f]{30};");
        sendByNode("INFO", INSIDE, invite.headers("Record-Route"));
        SipText info = BED.phone().receive();
        assertThat(info.startLine()).isEqualTo("INFO " + INSIDE + " SIP/2.0");
        BED.phone().send(info.response(200, "a"));
        assertThat(BED.node().sip().receive().status()).isEqualTo(200);
        SipText register = passed(inside("REGISTER"));
        sendByNode("INVITE", INSIDE, register.headers("Path"));
        assertThat(BED.phone().receive().method()).isEqualTo("INVITE");
    }

    @Test
    void ofAClientThatIsNotBehindANatNothingIsSaid() throws Exception {
        assertThat(passed(BED.phone().request("INVITE", URI)).headers("Record-Route")).hasSize(2).noneMatch(each -> each.contains(";i="));
        assertThat(passed(BED.phone().request("REGISTER", URI)).headers("Path")).isEmpty();
    }

    @Test
    void aRequestThatIsTooLongForADatagramGoesOverTcp() throws Exception {
        Doorstep door = BED.balancer().with(new Doorstep("TCP", StartedBalancer.HOST, BED.balancer().internal(), null));
        sendLong(door.address());
        Peer answering = BED.balancer().with(door.answer());
        SipText message = answering.receive();
        assertThat(message.header("Via")).startsWith("SIP/2.0/TCP ");
        assertThat(message.body()).isEqualTo(LONG);
        answering.send(message.response(200, "a"));
        assertThat(BED.node().sip().receive().status()).isEqualTo(200);
    }

    @Test
    void whoRefusesTcpGetsALongRequestOverUdp() throws Exception {
        UdpPeer phone = withoutTcp();
        sendLong(phone.address());
        SipText message = phone.receive();
        assertThat(message.header("Via")).startsWith("SIP/2.0/UDP ");
        assertThat(message.body()).isEqualTo(LONG);
        phone.send(message.response(200, "a"));
        assertThat(BED.node().sip().receive().status()).isEqualTo(200);
    }

    /** A phone whose port nobody else has on TCP: connections there are refused. */
    private static UdpPeer withoutTcp() throws Exception {
        while (true) {
            UdpPeer phone = BED.balancer().phone();
            Socket reserved = BED.balancer().with(new Socket());
            try {
                reserved.bind(phone.address());
                return phone;
            } catch (BindException e) {
                phone.close();
            }
        }
    }

    private static void sendLong(InetSocketAddress to) throws Exception {
        BED.node().sip().send(BED.node().sip().request("MESSAGE", "sip:alice@" + SipText.hostPort(to)).withBody(LONG));
    }

    @Test
    void aStrictRoutersRequestReachesTheNodeAsALooseOnesWould() throws Exception {
        List<String> routes = passed(BED.phone().request("INVITE", URI)).headers("Record-Route");
        SipText bye = passed(BED.phone().request("BYE", routes.get(1).replaceAll("[<>]", ""))
                .with("Route: " + routes.get(0) + ", <sip:app@" + BED.node().hostPort() + '>'));
        assertThat(bye.startLine()).isEqualTo("BYE sip:app@" + BED.node().hostPort() + " SIP/2.0");
        assertThat(bye.headers("Route")).isEmpty();
    }

    @Test
    void aNextHopThatIsAStrictRouterStandsInTheRequestUri() throws Exception {
        String strict = "sip:" + SipText.hostPort(BED.phone().address());
        sendByNode("OPTIONS", URI, List.of('<' + strict + '>', "<sip:far.example.com;lr>"));
        SipText options = BED.phone().receive();
        assertThat(options.startLine()).isEqualTo("OPTIONS " + strict + " SIP/2.0");
        assertThat(options.headers("Route")).containsExactly("<sip:far.example.com;lr>", '<' + URI + '>');
    }

    @Test
    void aRequestToManyHostsAtOnceIsRefused() throws Exception {
        sendByNode("OPTIONS", "sip:all@224.0.1.75", List.of());
        assertThat(BED.node().sip().receive().status()).isEqualTo(503);
    }
}
