/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** A file with the keys of later releases of the balancer of old: those that mean something here, and those that do not. */
class OldKeysIT {
    private static final List<String> MEANINGLESS = List.of("usePrettyEncoding=true", "isUseWithNexmo=true", "isSend5xxResponse=true",
            "earlyDialogWorstCase=false", "jmxHtmlAdapterPort=8000", "smppHost=127.0.0.1", "pullPeriod=5000", "routingRulesIpv4=x",
            "javax.sip.STACK_NAME=SipBalancerForwarder", "gov.nist.javax.sip.AGGRESSIVE_CLEANUP=true");

    private static StartedBalancer start(UdpPeer node) throws Exception {
        return StartedBalancer.plain("old-keys", "host=127.0.0.1", "externalUdpPort={external}", "externalTcpPort={tcp}",
                "internalUdpPort={internal}", "heartbeatPort={heartbeat}", "statisticPort={operations}", "performanceTestingMode=true",
                "extraServerNodes=" + SipText.hostPort(node.address()), "gov.nist.javax.sip.MAX_MESSAGE_SIZE=2000",
                String.join("\n", MEANINGLESS));
    }

    @Test
    void whatMeansSomethingWorksAndTheRestIsToldOnce() throws Exception {
        try (UdpPeer node = new UdpPeer(null);
                StartedBalancer balancer = start(node);
                StreamPeer phone = StreamPeer.connect(balancer.address("tcp"))) {
            node.to(balancer.internal());
            for (String line : MEANINGLESS) {
                String key = line.substring(0, line.indexOf('='));
                assertThat(balancer.times(key + " has no effect")).as(key).isOne();
            }
            assertThat(new Operations(balancer).get("/health/ready").statusCode()).as("statisticPort").isEqualTo(200);
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            SipText invite = node.receive();
            assertThat(invite.method()).as("the node of performanceTestingMode").isEqualTo("INVITE");
            node.send(invite.response(200, "b"));
            assertThat(phone.receive().status()).isEqualTo(200);
            UdpPeer sender = balancer.phone();
            sender.send(sender.request("MESSAGE", "sip:bob@example.com").withBody("x".repeat(2000)));
            assertThat(node.isQuiet()).as("longer than MAX_MESSAGE_SIZE").isTrue();
        }
    }
}
