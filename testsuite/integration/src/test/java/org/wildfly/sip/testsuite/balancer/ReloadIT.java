/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Keys that change while calls run. */
class ReloadIT {
    private static final String URI_OF_BOB = "sip:bob@example.com";

    private static void reload(StartedBalancer balancer, String... lines) throws Exception {
        List<String> all = new ArrayList<>(List.of("host=127.0.0.1", "externalPort={external}", "internalPort={internal}",
                "heartbeatPort={heartbeat}", "operationsPort={operations}"));
        all.addAll(List.of(lines));
        balancer.rewrite(all.toArray(String[]::new));
        assertThat(new Operations(balancer).post("/reload").statusCode()).isBetween(200, 204);
        assertThat(balancer.times("need a restart")).isZero();
    }

    @Test
    void callsKeepTheirNodesWhenTheAlgorithmOrAPropertyOfItChanges() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("reload-algorithm", "operationsPort={operations}")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
            UdpPeer phone = balancer.phone();
            List<EstablishedCall> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(EstablishedCall.make(phone, nodes));
            }
            reload(balancer, "callIdAffinityMaxEntries=1024", "callIdAffinityMaxTimeInCache=100");
            for (EstablishedCall call : calls) {
                phone.send(call.requestWithoutRoutes("INFO", 2));
                assertThat(Received.byOneOf(nodes).node()).as("by its Call-ID").isSameAs(call.node());
            }
            reload(balancer, "algorithmClass=HeaderConsistentHash", "sipHeaderAffinityKey=from.user");
            for (EstablishedCall call : calls) {
                phone.send(call.request("INFO", 3));
                assertThat(Received.byOneOf(nodes).node()).as("by its Route").isSameAs(call.node());
            }
            phone.send(phone.request("INVITE", URI_OF_BOB));
            BalancedNode ofAlice = Received.byOneOf(nodes).node();
            for (int i = 0; i < 6; i++) {
                phone.send(phone.request("INVITE", URI_OF_BOB));
                assertThat(Received.byOneOf(nodes).node()).as("the hash of the caller").isSameAs(ofAlice);
            }
        }
    }

    @Test
    void nodeTimeoutChangesForNodesThatAreThereAlready() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("reload-timeout", "operationsPort={operations}", "nodeTimeout=3600000",
                "heartbeatInterval=60000"); UdpPeer node = new UdpPeer(balancer.internal())) {
            node.send(node.request("OPTIONS", "sip:balancer@127.0.0.1").with("Mobicents-Heartbeat: 1")
                    .withBody("ip=127.0.0.1\nudpPort=" + node.address().getPort() + '\n'));
            assertThat(node.receive().status()).isEqualTo(200);
            balancer.await(" is UP", 1);
            UdpPeer phone = balancer.phone();
            phone.send(phone.request("INVITE", URI_OF_BOB));
            assertThat(node.receive().method()).isEqualTo("INVITE");
            reload(balancer, "nodeTimeout=200", "heartbeatInterval=20");
            balancer.await("silent for 200 ms", 1);
            phone.send(phone.request("INVITE", URI_OF_BOB));
            assertThat(phone.receive().status()).isEqualTo(503);
        }
    }

    @Test
    void probesBeginAndEnd() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("reload-probes", "operationsPort={operations}", "probeInterval=0",
                "nodes=127.47.75.6:5080"); UdpPeer node = new UdpPeer(new InetSocketAddress("127.47.75.6", 5080), balancer.internal())) {
            reload(balancer, "nodes=127.47.75.6:5080", "probeInterval=50", "probeTimeout=100", "probeFailures=2");
            assertThat(node.receive().method()).isEqualTo("OPTIONS");
            balancer.await("127.47.75.6:5080 is DOWN", 1);
            reload(balancer, "nodes=127.47.75.6:5080", "probeInterval=0");
            UdpPeer phone = balancer.phone();
            phone.send(phone.request("INVITE", URI_OF_BOB));
            SipText received = node.receive();
            for (int i = 0; i < 50 && received.method().equals("OPTIONS"); i++) {
                received = node.receive();
            }
            assertThat(received.method()).isEqualTo("INVITE");
        }
    }

    @Test
    void httpClientsAreToldWhatIsSetNow() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("reload-http", "operationsPort={operations}", "httpPort={http}")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer.port("http") + "/page")).build();
            reload(balancer, "httpPort={http}", "retryAfter=77");
            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).headers().firstValue("Retry-After"))
                    .contains("77");
            reload(balancer, "httpPort={http}", "unavailableHost=sorry.example.com");
            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).headers().firstValue("Location"))
                    .contains("http://sorry.example.com/page");
        }
    }

    @Test
    void aChangedFileIsTakenWithoutACommand() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("reload-watched", "operationsPort={operations}")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            balancer.rewrite("host=127.0.0.1", "externalPort={external}", "internalPort={internal}", "heartbeatPort={heartbeat}",
                    "operationsPort={operations}", "algorithmClass=ActiveStandby");
            UdpPeer phone = balancer.phone();
            await().atMost(Duration.ofSeconds(30)).until(() -> balancer.times("The algorithm is ActiveStandby from now on") == 1);
            for (int i = 0; i < 4; i++) {
                phone.send(phone.request("INVITE", URI_OF_BOB));
                assertThat(Received.byOneOf(nodes).node()).isSameAs(nodes.get(0));
            }
        }
    }
}
