/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * HTTP requests and SIP messages that belong together reach the same node.
 */
class HttpConvergenceTestCase {
    private static final String[] LINES = {"httpPort=0",
            "algorithmClass=org.mobicents.tools.sip.balancer.HeaderConsistentHashBalancerAlgorithm", "sipHeaderAffinityKey=X-Group",
            "httpAffinityKey=appsession"};

    private final Map<String, UdpPeer> phonesOfNodes = new HashMap<>();

    private void nodes(Balancer balancer, int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            String name = "n" + i;
            UdpPeer sip = balancer.add(new UdpPeer());
            HttpNode http = balancer.add(new HttpNode(name));
            this.phonesOfNodes.put(name, sip);
            balancer.running().registry().nodeRegistered(
                    new NodeDescription(name, "0", Map.of(Transport.UDP, sip.address()), name, OptionalInt.of(http.port())), NodeState.UP);
        }
    }

    private static String httpNode(Balancer balancer, String value) throws Exception {
        return HttpClients.get(balancer, "/?x=1&appsession=" + URLEncoder.encode(value, StandardCharsets.UTF_8)).body().strip();
    }

    private void assertSipReaches(Balancer balancer, UdpPeer phone, String value, String node) throws Exception {
        Message invite = phone.request("INVITE", "sip:bob@example.com").with("X-Group: " + value);
        phone.send(balancer.external(), invite);
        assertThat(this.phonesOfNodes.get(node).receive().header("Call-ID")).isEqualTo(invite.header("Call-ID"));
    }

    @Test
    void equalKeysOfHttpAndSipHaveTheSameNodeAlsoWhenOneIsGone() throws Exception {
        try (Balancer balancer = new Balancer(LINES)) {
            nodes(balancer, 4);
            UdpPeer phone = balancer.phone();
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                String value = "group " + i + "/a";
                String node = httpNode(balancer, value);
                used.add(node);
                assertSipReaches(balancer, phone, value, node);
            }
            assertThat(used).hasSize(4);
            balancer.kill("n3");
            for (int i = 0; i < 40; i++) {
                String value = "group " + i + "/a";
                String node = httpNode(balancer, value);
                assertThat(node).isNotEqualTo("n3");
                assertSipReaches(balancer, phone, value, node);
            }
        }
    }

    @Test
    void aSessionThatIsBoundToANodeStaysThereWhateverTheKeySays() throws Exception {
        try (Balancer balancer = new Balancer(LINES)) {
            nodes(balancer, 4);
            for (int i = 0; i < 8; i++) {
                assertThat(HttpClients.get(balancer, "/?appsession=" + i, "Cookie", "JSESSIONID=a.n2").body()).isEqualTo("n2\n");
            }
        }
    }

    @Test
    void withTheDefaultAlgorithmHttpGoesRoundTheNodesAsApacheDoesIt() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            nodes(balancer, 2);
            assertThat(httpNode(balancer, "x")).isNotEqualTo(httpNode(balancer, "x"));
        }
    }
}
