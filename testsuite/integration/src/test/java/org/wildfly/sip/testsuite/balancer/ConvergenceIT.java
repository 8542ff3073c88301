/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.RmiNode;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** SIP and HTTP of one application session go together. */
class ConvergenceIT {
    private static String httpNode(StartedBalancer balancer, HttpRequest.Builder request, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + balancer.port("http") + path);
        return HttpClient.newHttpClient().send(request.uri(uri).build(), BodyHandlers.ofString()).body().lines().findFirst().orElse("none");
    }

    @Test
    void sipAndHttpRequestsWithEqualAffinityValuesReachTheSameNode() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("convergence", "httpPort={http}",
                "algorithmClass=org.mobicents.tools.sip.balancer.HeaderConsistentHashBalancerAlgorithm", "sipHeaderAffinityKey=from.user",
                "httpAffinityKey=appsession")) {
            Map<String, HttpNode> nodes = new LinkedHashMap<>();
            for (String name : List.of("n1", "n2", "n3")) {
                nodes.put("node=" + name, balancer.with(new HttpNode(name, name, balancer)));
            }
            UdpPeer phone = balancer.phone();
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                String node = httpNode(balancer, HttpRequest.newBuilder(), "/?a=b&appsession=user" + i);
                SipText invite = phone.request("INVITE", "sip:bob@example.com").replace("sip:alice@example.com>;tag",
                        "sip:user" + i + "@example.com>;tag");
                phone.send(invite);
                assertThat(nodes.get(node).sip().receive().header("Call-ID")).as("user" + i).isEqualTo(invite.header("Call-ID"));
                used.add(node);
            }
            assertThat(used).hasSize(3);
        }
    }

    /** Both protocols have the instruction; what it does is the same. */
    @Test
    void anInstructionDirectsTheSessionsOfANodeToAnother() throws Exception {
        for (boolean json : new boolean[]{true, false}) {
            try (StartedBalancer balancer = StartedBalancer.start("switchover-" + json, "httpPort={http}", "heartbeatHttpPort={json}",
                    "rmiRegistryPort={rmi}")) {
                HttpNode leaving = balancer.with(new HttpNode("n1", "r1", balancer));
                UdpPeer phone = balancer.phone();
                SipText invite = phone.request("INVITE", "sip:bob@example.com");
                phone.send(invite);
                leaving.sip().send(leaving.sip().receive().response(200, "b"));
                SipText ok = phone.receive();
                HttpNode[] others = new HttpNode[5];
                for (int i = 0; i < others.length; i++) {
                    others[i] = balancer.with(new HttpNode("n" + (i + 2), "r" + (i + 2), balancer));
                }
                if (json) {
                    instruct(balancer);
                } else {
                    balancer.with(new RmiNode(balancer)).switchover("r1", "r4");
                }
                leaving.close();
                phone.send(invite.inDialog("INFO", 2, ok, true));
                assertThat(others[2].sip().receive().method()).as("SIP").isEqualTo("INFO");
                assertThat(httpNode(balancer, HttpRequest.newBuilder().header("Cookie", "JSESSIONID=x.r1"), "/")).isEqualTo("node=n4");
            }
        }
    }

    @Test
    void anInstructionMovesTheSessionsOfALivingNodeAtOnceAndNoOthers() throws Exception {
        for (boolean json : new boolean[]{true, false}) {
            try (StartedBalancer balancer = StartedBalancer.start("switchover-alive-" + json, "httpPort={http}",
                    "heartbeatHttpPort={json}", "rmiRegistryPort={rmi}")) {
                HttpNode left = balancer.with(new HttpNode("n1", "r1", balancer));
                UdpPeer phone = balancer.phone();
                SipText before = phone.request("INVITE", "sip:bob@example.com");
                phone.send(before);
                left.sip().send(left.sip().receive().response(200, "b"));
                SipText okBefore = phone.receive();
                HttpNode heir = balancer.with(new HttpNode("n4", "r4", balancer));
                if (json) {
                    instruct(balancer);
                } else {
                    balancer.with(new RmiNode(balancer)).switchover("r1", "r4");
                }
                phone.send(before.inDialog("INFO", 2, okBefore, true));
                assertThat(heir.sip().receive().method()).as("SIP, whatever the Route names").isEqualTo("INFO");
                phone.send(before.inDialog("BYE", 3, okBefore, false));
                assertThat(heir.sip().receive().method()).as("SIP without Routes").isEqualTo("BYE");
                assertThat(httpNode(balancer, HttpRequest.newBuilder().header("Cookie", "JSESSIONID=x.r1"), "/")).isEqualTo("node=n4");
                assertThat(httpNode(balancer, HttpRequest.newBuilder().header("Cookie", "JSESSIONID=x.r4"), "/")).isEqualTo("node=n4");
                // Of two new calls one goes to the node that was left: it lives.
                UdpPeer[] phones = {balancer.phone(), balancer.phone()};
                SipText[] invites = new SipText[phones.length];
                for (int i = 0; i < phones.length; i++) {
                    invites[i] = phones[i].request("INVITE", "sip:bob@example.com");
                    phones[i].send(invites[i]);
                }
                SipText arrived = left.sip().receive();
                int its = arrived.header("Call-ID").equals(invites[0].header("Call-ID")) ? 0 : 1;
                left.sip().send(arrived.response(200, "b"));
                phones[its].send(invites[its].inDialog("INFO", 2, phones[its].receive(), true));
                assertThat(left.sip().receive().method()).as("a dialog that has begun since").isEqualTo("INFO");
            }
        }
    }

    private static void instruct(StartedBalancer balancer) throws Exception {
        assertThat(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer.port("json") + '/'))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"switchover\":{\"fromJvmRoute\":\"r1\",\"toJvmRoute\":\"r4\"}}")).build(),
                BodyHandlers.ofString()).body()).isEqualTo("{\"switchover\":\"OK\"}");
    }
}
