/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Keys that say how requests are treated, all of them set to what is not the default. */
class RequestTreatmentIT {
    private static final String URI = "sip:bob@example.com";

    private static StartedBalancer balancer;
    private BalancedNode node;
    private UdpPeer phone;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("request-treatment", "matchingHostnameForRoute=lb.example.com, sip.example.org",
                "isFilterSubdomain=true", "isSendTrying=true", "initialRemoteHeaders=true", "registerPath=ALWAYS", "uriSchemes=tel",
                "proxyRequireExtensions=gruu", "blocked-values=unwanted", "blocked-values-answer=true", "retryAfter=17");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @BeforeEach
    void peers() throws Exception {
        this.node = balancer.node("n1");
        this.phone = balancer.phone();
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    private int answer(SipText request) throws Exception {
        this.phone.send(request);
        return this.phone.receive().status();
    }

    @Test
    void routesWithTheNamesOfTheBalancerAndTheirSubdomainsAreTakenOut() throws Exception {
        for (String name : List.of("lb.example.com", "sip.example.org:5099", "a.b.lb.example.com")) {
            this.phone.send(this.phone.request("OPTIONS", URI).with("Route: <sip:" + name + ";lr>"));
            assertThat(this.node.sip().receive().headers("Route")).as(name).isEmpty();
        }
        String foreign = "<sip:notlb.example.com;lr>";
        this.phone.send(this.phone.request("OPTIONS", URI).with("Route: " + foreign));
        assertThat(this.node.sip().receive().headers("Route")).containsExactly(foreign);
    }

    @Test
    void anInviteAndNothingElseIsAnsweredWith100AtOnce() throws Exception {
        assertThat(answer(this.phone.request("INVITE", URI))).isEqualTo(100);
        this.phone.send(this.phone.request("MESSAGE", URI));
        assertThat(this.phone.isQuiet()).isTrue();
    }

    @Test
    void nodesAreToldFromWhereAClientSendsAndClientsCannotForgeThat() throws Exception {
        String address = "X-Sip-Balancer-InitialRemoteAddr";
        String port = "X-Sip-Balancer-InitialRemotePort";
        String own = Integer.toString(this.phone.address().getPort());
        for (SipText request : List.of(this.phone.request("MESSAGE", URI).withBody("hello"), this.phone.request("REGISTER", URI))) {
            this.phone.send(request.with(address + ": 192.0.2.1").with(port + ": 1"));
            SipText received = this.node.sip().receive();
            assertThat(received.headers(address)).containsExactly("127.0.0.1");
            assertThat(received.headers(port)).containsExactly(own);
        }
        this.phone.send(this.phone.request("OPTIONS", URI).with(address + ": 192.0.2.1"));
        assertThat(this.node.sip().receive().headers(address)).as("without a body").isEmpty();
        this.node.sip().send(this.node.sip().request("MESSAGE", "sip:alice@127.0.0.1:" + own));
        this.phone.send(this.phone.receive().response(200, "a"));
        assertThat(this.node.sip().receive().headers(port)).as("response").containsExactly(own);
    }

    @Test
    void everyRegistrationGetsAPath() throws Exception {
        this.phone.send(this.phone.request("REGISTER", "sip:example.com"));
        assertThat(this.node.sip().receive().headers("Path")).isNotEmpty();
    }

    @Test
    void schemesAndExtensionsThatNodesDoNotTakeAreRefused() throws Exception {
        assertThat(answer(this.phone.request("MESSAGE", "urn:service:sos"))).isEqualTo(416);
        assertThat(answer(this.phone.request("MESSAGE", URI).with("Proxy-Require: gruu, foo"))).isEqualTo(420);
        this.phone.send(this.phone.request("MESSAGE", "tel:+12015550123").with("Proxy-Require: gruu"));
        assertThat(this.node.sip().receive().method()).isEqualTo("MESSAGE");
    }

    @Test
    void whoIsBlockedIsAnsweredWith403AndTheDefaultListIsReplaced() throws Exception {
        assertThat(answer(this.phone.request("OPTIONS", URI).with("User-Agent: very Unwanted/1.0"))).isEqualTo(403);
        this.phone.send(this.phone.request("OPTIONS", URI).with("User-Agent: friendly-scanner"));
        assertThat(this.node.sip().receive().method()).isEqualTo("OPTIONS");
    }

    @Test
    void withoutANodeClientsAreToldHowLongToWait() throws Exception {
        this.node.heartbeat().leave();
        this.phone.send(this.phone.request("OPTIONS", URI));
        assertThat(this.phone.receive().header("Retry-After")).startsWith("17");
    }
}
