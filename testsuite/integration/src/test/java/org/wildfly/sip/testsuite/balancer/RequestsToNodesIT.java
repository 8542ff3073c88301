/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** What of a client's request arrives at a node, with two ports. */
class RequestsToNodesIT {
    private static final String URI = "sip:bob@example.com";

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("requests-to-nodes"), "n1");

    @Test
    void theBalancerAppendsItselfToVia() throws Exception {
        SipText request = BED.phone().request("OPTIONS", URI);
        BED.phone().send(request);
        SipText received = BED.node().sip().receive();
        assertThat(received.headers("Via")).hasSizeGreaterThan(1);
        assertThat(received.header("Via")).startsWith("SIP/2.0/UDP " + StartedBalancer.HOST + ':' + BED.balancer().port("internal") + ';');
        assertThat(received.headers("Via").get(received.headers("Via").size() - 1)).contains(request.branch());
    }

    @Test
    void theResponseComesBackThroughTheBalancerWithoutItsVia() throws Exception {
        SipText request = BED.phone().request("INVITE", URI);
        BED.phone().send(request);
        BED.node().answer(180);
        SipText ringing = BED.phone().receive();
        assertThat(ringing.status()).isEqualTo(180);
        assertThat(ringing.headers("Via")).hasSize(1);
        assertThat(ringing.branch()).isEqualTo(request.branch());
        assertThat(ringing.headers("Record-Route")).isNotEmpty();
    }

    @Test
    void recordRouteNamesBothSidesOfTheBalancerAndTheNode() throws Exception {
        BED.phone().send(BED.phone().request("INVITE", URI));
        List<String> routes = BED.node().sip().receive().headers("Record-Route");
        assertThat(routes).hasSize(2).allSatisfy(route -> assertThat(route).contains(";lr").contains("node_host=127.0.0.1")
                .contains("node_port=" + BED.node().sip().address().getPort()).contains("version=0"));
        assertThat(routes.get(0)).contains(':' + Integer.toString(BED.balancer().port("internal")));
        assertThat(routes.get(1)).contains(':' + Integer.toString(BED.balancer().port("external")));
    }

    @Test
    void recordRouteIsOnEveryRequestThatCanCreateADialogAndOnNoOther() throws Exception {
        for (String method : List.of("INVITE", "SUBSCRIBE", "REFER", "NOTIFY")) {
            BED.phone().send(BED.phone().request(method, URI));
            assertThat(BED.node().sip().receive().headers("Record-Route")).as(method).hasSize(2);
        }
        for (String method : List.of("OPTIONS", "MESSAGE", "REGISTER", "PUBLISH", "FOO")) {
            BED.phone().send(BED.phone().request(method, URI));
            assertThat(BED.node().sip().receive().headers("Record-Route")).as(method).isEmpty();
        }
    }

    @Test
    void theRestOfTheMessageIsUntouched() throws Exception {
        SipText request = BED.phone().request("MESSAGE", URI).with("X-Odd:   spaces  and \"quotes\"").withBody("a\r\nb\u0000c");
        BED.phone().send(request);
        SipText received = BED.node().sip().receive();
        assertThat(received.startLine()).isEqualTo(request.startLine());
        assertThat(received.text()).contains("\r\nX-Odd:   spaces  and \"quotes\"\r\n");
        assertThat(received.body()).isEqualTo(request.body());
        assertThat(received.header("Contact")).isEqualTo(request.header("Contact"));
    }

    @Test
    void theOutsideAddressOfTheClientIsInItsVia() throws Exception {
        BED.phone().send(BED.phone().request("OPTIONS", URI).replace("127.0.0.1:" + BED.phone().address().getPort() + ";branch",
                "phone.invalid;branch"));
        assertThat(BED.node().answer(200).headers("Via").get(1)).contains("received=127.0.0.1")
                .contains("rport=" + BED.phone().address().getPort());
        assertThat(BED.phone().receive().status()).isEqualTo(200);
    }

    @Test
    void aRequestOfAnyKindGoesToANodeOptionsToo() throws Exception {
        String own = "sip:127.0.0.1:" + BED.balancer().port("external");
        BED.phone().send(BED.phone().request("OPTIONS", own));
        assertThat(BED.node().sip().receive().startLine()).isEqualTo("OPTIONS " + own + " SIP/2.0");
    }

    @Test
    void telUrisAndForeignDomainsArriveAsTheyWere() throws Exception {
        for (String uri : List.of("tel:+1-201-555-0123", "sip:bob@does-not-exist.invalid;transport=tcp")) {
            BED.phone().send(BED.phone().request("INVITE", uri));
            assertThat(BED.node().sip().receive().startLine()).isEqualTo("INVITE " + uri + " SIP/2.0");
        }
    }

    @Test
    void noAnswerIsInventedForARequestThatIsUnderWay() throws Exception {
        for (String method : List.of("SUBSCRIBE", "MESSAGE", "REFER", "PUBLISH")) {
            BED.phone().send(BED.phone().request(method, URI));
            BED.node().sip().receive();
            assertThat(BED.phone().isQuiet()).as("100 to " + method).isTrue();
        }
    }

    @Test
    void ownRoutesAreTakenOutAndForeignOnesStay() throws Exception {
        String external = "<sip:127.0.0.1:" + BED.balancer().port("external") + ";lr>";
        BED.phone().send(BED.phone().request("INVITE", URI).with("Route: " + external + ", <sip:next.example.com;lr>"));
        assertThat(BED.node().sip().receive().headers("Route")).containsExactly("<sip:next.example.com;lr>");
    }

    @Test
    void compactFoldedAndCommaSeparatedHeadersAreUnderstood() throws Exception {
        int port = BED.phone().address().getPort();
        BED.phone().send(new SipText("INVITE sip:bob@example.com SIP/2.0\r\nv: SIP / 2.0 / UDP 127.0.0.1:" + port
                + " ;branch=z9hG4bKodd, SIP/2.0/UDP far.example.com\r\nf: \"A; B, <C>\" <sip:a@example.com>\r\n ;tag=x\r\n"
                + "t: sip:bob@example.com\r\ni:\r\n\todd-call\r\ncseq: 7\r\n INVITE\r\nMAX-FORWARDS: 5\r\nl: 0\r\n\r\n"));
        SipText received = BED.node().answer(200);
        assertThat(received.header("Max-Forwards")).isEqualTo("4");
        assertThat(received.text()).contains("v: SIP / 2.0 / UDP 127.0.0.1:" + port + " ;branch=z9hG4bKodd");
    }

    @Test
    void aClientOnTcpReachesANodeOnUdp() throws Exception {
        StreamPeer client = BED.balancer().tcpPhone();
        SipText invite = client.request("INVITE", URI);
        client.send(invite);
        SipText received = BED.node().answer(200);
        assertThat(received.headers("Record-Route").get(0)).doesNotContain("transport=tcp");
        assertThat(received.headers("Record-Route").get(1)).contains("transport=tcp");
        SipText ok = client.receive();
        assertThat(ok.status()).isEqualTo(200);
        client.send(invite.inDialog("BYE", 2, ok, true));
        assertThat(BED.node().answer(200).method()).isEqualTo("BYE");
        assertThat(client.receive().status()).isEqualTo(200);
    }
}
