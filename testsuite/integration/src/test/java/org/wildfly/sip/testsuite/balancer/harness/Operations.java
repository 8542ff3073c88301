/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** A client of the operations port, which stands as {@code {operations}} in the balancer's file. */
public final class Operations {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    public Operations(StartedBalancer balancer) {
        this.base = "http://" + StartedBalancer.HOST + ':' + balancer.port("operations");
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(this.base + path)));
    }

    public HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(this.base + path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return this.client.send(request.build(), BodyHandlers.ofString());
    }

    /** The address of a path. */
    public URI uri(String path) {
        return URI.create(this.base + path);
    }

    /** All metrics by name and labels, as Prometheus reads them. */
    public Map<String, Double> metrics() throws IOException, InterruptedException {
        Map<String, Double> metrics = new TreeMap<>();
        for (String line : get("/metrics").body().split("\n")) {
            int blank = line.lastIndexOf(' ');
            if (!line.startsWith("#") && blank > 0) {
                metrics.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
            }
        }
        return metrics;
    }
}
