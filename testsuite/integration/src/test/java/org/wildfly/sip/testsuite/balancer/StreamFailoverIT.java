/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;

/** A client on TCP does not send its requests again (RFC 3261 section 17.1.1.2): the balancer does. */
class StreamFailoverIT {

    @Test
    void theUnansweredInviteOfANodeThatIsKilledIsAnsweredByTheOther() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("stream-failover")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            StreamPeer phone = balancer.tcpPhone();
            SipText invite = phone.request("INVITE", "sip:bob@example.com").withBody("v=0");
            phone.send(invite);
            Received first = Received.byOneOf(nodes);
            first.node().die();
            Received second = Received.byOneOf(nodes);
            assertThat(second.node()).isNotSameAs(first.node());
            assertThat(second.message().body()).isEqualTo("v=0");
            second.answer(200);
            SipText ok = phone.receive();
            assertThat(ok.status()).isEqualTo(200);
            phone.send(invite.inDialog("ACK", 1, ok, true));
            assertThat(Received.byOneOf(nodes).node()).isSameAs(second.node());
        }
    }
}
