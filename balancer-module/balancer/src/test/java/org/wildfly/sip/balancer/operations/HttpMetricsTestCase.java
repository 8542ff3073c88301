/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.OptionalInt;

import io.undertow.Undertow;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What an operator sees of the HTTP side.
 */
class HttpMetricsTestCase {

    @Test
    void requestsAndWhatBecameOfThemAreCounted() throws Exception {
        try (OperationsClient client = new OperationsClient("httpPort=0")) {
            URI uri = URI.create("http://127.0.0.1:" + client.balancer().http().port() + '/');
            assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(503);
            assertThat(client.get("/metrics").body()).contains("sip_balancer_http_total{event=\"requests\"} 1.0",
                    "sip_balancer_http_total{event=\"noNode\"} 1.0", "sip_balancer_http_running");
        }
    }

    @Test
    void requestsToEachNodeAndWhatBecameOfThemAreCounted() throws Exception {
        Undertow node = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(exchange -> exchange.setStatusCode(404)).build();
        node.start();
        try (OperationsClient client = new OperationsClient("httpPort=0", "httpNodeEjectionTime=0")) {
            int port = ((InetSocketAddress) node.getListenerInfo().get(0).getAddress()).getPort();
            client.balancer().registry().nodeRegistered(new NodeDescription("n1", "0",
                    Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", port)), "n1", OptionalInt.of(port)), NodeState.UP);
            URI uri = URI.create("http://127.0.0.1:" + client.balancer().http().port() + '/');
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
            node.stop();
            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
            assertThat(client.get("/metrics").body()).contains("sip_balancer_node_http_requests_total{node=\"n1\"}",
                    "sip_balancer_node_http_responses_total{class=\"4xx\",node=\"n1\"} 1.0",
                    "sip_balancer_node_http_failures_total{node=\"n1\"}").doesNotContain("class=\"5xx\",node=\"n1\"");
            assertThat(client.get("/nodes").body())
                    .containsPattern("\"http\":\\{\"requests\":[1-9],\"responses\":\\[0,0,0,1,0],\"failures\":[1-9]}");
        } finally {
            node.stop();
        }
    }

    @Test
    void withoutHttpThereIsNothingOfItInTheMetrics() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.get("/metrics").body()).isNotEmpty().doesNotContain("sip_balancer_http");
        }
    }
}
