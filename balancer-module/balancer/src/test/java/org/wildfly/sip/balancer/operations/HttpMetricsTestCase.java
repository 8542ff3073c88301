/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

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
    void withoutHttpThereIsNothingOfItInTheMetrics() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.get("/metrics").body()).isNotEmpty().doesNotContain("sip_balancer_http");
        }
    }
}
