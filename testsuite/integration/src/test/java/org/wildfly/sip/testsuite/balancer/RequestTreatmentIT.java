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
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** Keys that say how requests are treated, all of them set to what is not the default. */
class RequestTreatmentIT {
    private static final String URI = "sip:bob@example.com";

    @RegisterExtension
    static final TestBed BED = new TestBed(
            () -> StartedBalancer.start("request-treatment", "matchingHostnameForRoute=lb.example.com, sip.example.org",
                    "isFilterSubdomain=true", "isSendTrying=true", "initialRemoteHeaders=true", "registerPath=ALWAYS", "uriSchemes=tel",
                    "proxyRequireExtensions=gruu", "blocked-values=unwanted", "blocked-values-answer=true", "retryAfter=17"),
            "n1");

    private int answer(SipText request) throws Exception {
        BED.phone().send(request);
        return BED.phone().receive().status();
    }

    @Test
    void routesWithTheNamesOfTheBalancerAndTheirSubdomainsAreTakenOut() throws Exception {
        for (String name : List.of("lb.example.com", "sip.example.org:5099", "a.b.lb.example.com")) {
            BED.phone().send(BED.phone().request("OPTIONS", URI).with("Route: <sip:" + name + ";lr>"));
            assertThat(BED.node().sip().receive().headers("Route")).as(name).isEmpty();
        }
        String foreign = "<sip:notlb.example.com;lr>";
        BED.phone().send(BED.phone().request("OPTIONS", URI).with("Route: " + foreign));
        assertThat(BED.node().sip().receive().headers("Route")).containsExactly(foreign);
    }

    @Test
    void anInviteAndNothingElseIsAnsweredWith100AtOnce() throws Exception {
        assertThat(answer(BED.phone().request("INVITE", URI))).isEqualTo(100);
        BED.phone().send(BED.phone().request("MESSAGE", URI));
        assertThat(BED.phone().isQuiet()).isTrue();
    }

    @Test
    void nodesAreToldFromWhereAClientSendsAndClientsCannotForgeThat() throws Exception {
        String address = "X-Sip-Balancer-InitialRemoteAddr";
        String port = "X-Sip-Balancer-InitialRemotePort";
        String own = Integer.toString(BED.phone().address().getPort());
        for (SipText request : List.of(BED.phone().request("MESSAGE", URI).withBody("hello"), BED.phone().request("REGISTER", URI))) {
            BED.phone().send(request.with(address + ": 192.0.2.1").with(port + ": 1"));
            SipText received = BED.node().sip().receive();
            assertThat(received.headers(address)).containsExactly("127.0.0.1");
            assertThat(received.headers(port)).containsExactly(own);
        }
        BED.phone().send(BED.phone().request("OPTIONS", URI).with(address + ": 192.0.2.1"));
        assertThat(BED.node().sip().receive().headers(address)).as("without a body").isEmpty();
        BED.node().sip().send(BED.node().sip().request("MESSAGE", "sip:alice@127.0.0.1:" + own));
        BED.phone().send(BED.phone().receive().response(200, "a"));
        assertThat(BED.node().sip().receive().headers(port)).as("response").containsExactly(own);
    }

    @Test
    void everyRegistrationGetsAPath() throws Exception {
        BED.phone().send(BED.phone().request("REGISTER", "sip:example.com"));
        assertThat(BED.node().sip().receive().headers("Path")).isNotEmpty();
    }

    @Test
    void schemesAndExtensionsThatNodesDoNotTakeAreRefused() throws Exception {
        assertThat(answer(BED.phone().request("MESSAGE", "urn:service:sos"))).isEqualTo(416);
        assertThat(answer(BED.phone().request("MESSAGE", URI).with("Proxy-Require: gruu, foo"))).isEqualTo(420);
        BED.phone().send(BED.phone().request("MESSAGE", "tel:+12015550123").with("Proxy-Require: gruu"));
        assertThat(BED.node().sip().receive().method()).isEqualTo("MESSAGE");
    }

    @Test
    void whoIsBlockedIsAnsweredWith403AndTheDefaultListIsReplaced() throws Exception {
        assertThat(answer(BED.phone().request("OPTIONS", URI).with("User-Agent: very Unwanted/1.0"))).isEqualTo(403);
        BED.phone().send(BED.phone().request("OPTIONS", URI).with("User-Agent: friendly-scanner"));
        assertThat(BED.node().sip().receive().method()).isEqualTo("OPTIONS");
    }

    @Test
    void withoutANodeClientsAreToldHowLongToWait() throws Exception {
        BED.node().heartbeat().leave();
        BED.phone().send(BED.phone().request("OPTIONS", URI));
        assertThat(BED.phone().receive().header("Retry-After")).startsWith("17");
    }
}
