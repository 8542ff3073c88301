/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** Where HTTP clients are sent when there is no node. */
class UnavailableHostIT {
    @Test
    void clientsAreRedirected() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("unavailable-host", "httpPort={http}", "unavailableHost=sorry.example.com")) {
            HttpResponse<String> response = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer.port("http") + "/page?a=b")).build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isBetween(302, 307);
            assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("http://sorry.example.com");
        }
    }
}
