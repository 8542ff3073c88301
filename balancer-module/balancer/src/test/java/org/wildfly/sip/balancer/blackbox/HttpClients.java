/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Clients of the HTTP side.
 */
final class HttpClients {
    private static final int PATIENCE = 10_000;

    private HttpClients() {
    }

    static URI uri(Balancer balancer, String target) {
        return URI.create("http://" + Balancer.HOST + ':' + balancer.running().http().port() + target);
    }

    static HttpRequest.Builder request(Balancer balancer, String target) {
        return HttpRequest.newBuilder(uri(balancer, target)).timeout(Duration.ofMillis(PATIENCE));
    }

    static HttpResponse<String> get(Balancer balancer, String target, String... headers) throws Exception {
        HttpRequest.Builder request = request(balancer, target);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What comes back on a fresh connection for some text, until that is closed. */
    static String raw(int port, String text) throws IOException {
        try (Socket socket = new Socket(Balancer.HOST, port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
