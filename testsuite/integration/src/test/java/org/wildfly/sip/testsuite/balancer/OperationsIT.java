/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Health, metrics, draining, reloading and the graceful stop. */
class OperationsIT {
    private static final String URI = "sip:bob@example.com";

    @Test
    void healthMetricsAndDrain() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("operations", "operationsPort={operations}")) {
            Operations operations = new Operations(balancer);
            assertThat(operations.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(operations.get("/health/ready").statusCode()).isEqualTo(503);
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            assertThat(operations.get("/health/ready").statusCode()).isEqualTo(200);
            UdpPeer phone = balancer.phone();
            EstablishedCall call = EstablishedCall.make(phone, nodes);
            assertThat(operations.metrics().get("sip_balancer_calls")).isOne();
            assertThat(operations.post("/nodes/" + call.node().name() + "/drain").statusCode()).isBetween(200, 204);
            for (int i = 0; i < 4; i++) {
                phone.send(phone.request("INVITE", URI));
                assertThat(Received.byOneOf(nodes).node()).isNotSameAs(call.node());
            }
            phone.send(call.request("INFO", 2));
            assertThat(Received.byOneOf(nodes).node()).isSameAs(call.node());
            assertThat(operations.post("/nodes/" + call.node().name() + "/undrain").statusCode()).isBetween(200, 204);
        }
    }

    @Test
    void withCredentialsNobodyElseIsServed() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("operations-credentials", "operationsPort={operations}",
                "operationsUser=admin",
                "operationsPassword=very secret")) {
            Operations operations = new Operations(balancer);
            assertThat(operations.get("/metrics").statusCode()).isEqualTo(401);
            String credentials = Base64.getEncoder().encodeToString("admin:very secret".getBytes(StandardCharsets.UTF_8));
            assertThat(operations.send(HttpRequest.newBuilder(operations.uri("/metrics")).header("Authorization", "Basic " + credentials))
                    .statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requestsOfHttpAreCountedForEachNode() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("http-counts", "operationsPort={operations}", "httpPort={http}",
                "httpNodeEjectionTime=0")) {
            HttpNode node = balancer.with(new HttpNode("n1", "r1", balancer));
            HttpRequest request = HttpRequest.newBuilder(new URI("http://127.0.0.1:" + balancer.port("http") + '/')).build();
            Operations operations = new Operations(balancer);
            for (int i = 0; i < 3; i++) {
                assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            }
            node.stopHttp();
            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isGreaterThanOrEqualTo(502);
            assertThat(operations.metrics()).containsEntry("sip_balancer_node_http_responses_total{class=\"2xx\",node=\"n1\"}", 3.0)
                    .containsKeys("sip_balancer_node_http_requests_total{node=\"n1\"}",
                            "sip_balancer_node_http_failures_total{node=\"n1\"}");
            assertThat(operations.get("/nodes").body()).contains("\"http\":{\"requests\":", "\"responses\":[0,3,0,0,0]");
        }
    }

    @Test
    void aChangedFileIsTakenWithoutLosingACall() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("reload", "operationsPort={operations}")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"));
            UdpPeer phone = balancer.phone();
            EstablishedCall call = EstablishedCall.make(phone, nodes);
            balancer.rewrite("host=127.0.0.1", "externalPort={external}", "internalPort={internal}", "heartbeatPort={heartbeat}",
                    "operationsPort={operations}", "blocked-values=nobody-wants-me");
            assertThat(new Operations(balancer).post("/reload").statusCode()).isBetween(200, 204);
            UdpPeer blocked = balancer.phone();
            blocked.send(blocked.request("OPTIONS", URI).with("User-Agent: nobody-wants-me"));
            assertThat(blocked.isQuiet()).isTrue();
            phone.send(call.request("BYE", 2));
            assertThat(Received.byOneOf(nodes).answer(200).node()).isSameAs(call.node());
            assertThat(phone.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void aStoppingBalancerIsUnreadyFirst() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("graceful-stop", "operationsPort={operations}", "shutdownTimeout=3000")) {
            BalancedNode node = balancer.node("n1");
            UdpPeer phone = balancer.phone();
            EstablishedCall call = EstablishedCall.make(phone, List.of(node));
            Operations operations = new Operations(balancer);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(balancer.process()::terminate);
            await().until(() -> operations.get("/health/ready").statusCode() == 503);
            assertThat(stopped).isNotDone();
            phone.send(call.request("BYE", 2));
            assertThat(node.answer(200).method()).isEqualTo("BYE");
            assertThat(phone.receive().status()).isEqualTo(200);
            stopped.join();
        }
    }
}
