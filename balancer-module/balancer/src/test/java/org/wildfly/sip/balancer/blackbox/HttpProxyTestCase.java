/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.undertow.util.HttpString;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What clients and nodes see of each other's requests and responses.
 */
class HttpProxyTestCase {
    private static final String HTTP = "httpPort=0";

    @Test
    void requestsGoRoundTheNodes() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            for (String name : List.of("n1", "n2", "n3")) {
                balancer.add(new HttpNode(name)).register(balancer);
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                names.add(HttpClients.get(balancer, "/").body().strip());
            }
            assertThat(names).containsExactly("n1", "n2", "n3", "n1", "n2", "n3");
        }
    }

    @Test
    void eachRequestOfAConnectionHasItsOwnNode() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            balancer.add(new HttpNode("n1")).register(balancer);
            balancer.add(new HttpNode("n2")).register(balancer);
            String request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
            String close = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            String responses = HttpClients.raw(balancer.running().http().port(), request + request + request + close);
            assertThat(responses.split("HTTP/1.1 200")).hasSize(5);
            assertThat(responses).containsSubsequence("n1\n", "n2\n", "n1\n", "n2\n");
        }
    }

    @Test
    void methodTargetHeadersAndBodyComeThroughUnchanged() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            node.behaviour = exchange -> {
                exchange.getResponseHeaders().put(new HttpString("X-Answer"), "yes");
                HttpNode.answer(exchange, 201, "made");
            };
            HttpResponse<String> response = HttpClients
                    .send(HttpClients.request(balancer, "/a%2Fb/c;v=1?q=%20x&q=2").header("X-Ask", "a, b")
                            .method("PUT", BodyPublishers.ofString("body")).build());
            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).isEqualTo("made");
            assertThat(response.headers().firstValue("X-Answer")).contains("yes");
            HttpNode.Request request = node.last();
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.target()).isEqualTo("/a%2Fb/c;v=1?q=%20x&q=2");
            assertThat(request.header("X-Ask")).isEqualTo("a, b");
            assertThat(request.header("Host")).isEqualTo(Balancer.HOST + ':' + balancer.running().http().port());
            assertThat(request.body()).isEqualTo("body");
        }
    }

    @Test
    void bodiesInChunksPassInBothDirections() throws Exception {
        String large = "0123456789".repeat(90_000);
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            node.behaviour = exchange -> HttpNode.answerInChunks(exchange, node.last().body(), 1);
            HttpResponse<String> response = HttpClients.send(HttpClients.request(balancer, "/")
                    .POST(BodyPublishers.ofInputStream(() -> InputStream.nullInputStream())).build());
            assertThat(response.body()).isEmpty();
            response = HttpClients.send(HttpClients.request(balancer, "/")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                    .build());
            assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
            assertThat(response.body()).isEqualTo(large);
            assertThat(node.last().header("Transfer-Encoding")).isEqualTo("chunked");
        }
    }

    @Test
    void aClientOfHttp10GetsAResponseInChunksAsItUnderstandsIt() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            node.behaviour = exchange -> HttpNode.answerInChunks(exchange, "plain", 1);
            String response = HttpClients.raw(balancer.running().http().port(), "GET / HTTP/1.0\r\n\r\n");
            assertThat(response).startsWith("HTTP/1.").contains(" 200 ").doesNotContainIgnoringCase("chunked").endsWith("\r\n\r\nplain");
        }
    }

    @Test
    void noResponseIsLostWhenTheNodeClosesItsConnections() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            node.behaviour = exchange -> {
                exchange.getResponseHeaders().put(new HttpString("Connection"), "close");
                HttpNode.answer(exchange, 200, "n1\n");
            };
            for (int i = 0; i < 1000; i++) {
                String connection = i % 2 == 0 ? "Connection: close\r\n\r\n" : "\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
                String responses = HttpClients.raw(balancer.running().http().port(), "GET / HTTP/1.1\r\nHost: h\r\n" + connection);
                assertThat(responses).as("request %d", i).startsWith("HTTP/1.1 200").endsWith("n1\n");
                assertThat(responses.split("HTTP/1.1 200")).hasSize(i % 2 + 2);
            }
        }
    }

    @Test
    void theNodeLearnsOfTheClientAndNothingThatTheClientForges() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpForwardedHeader=true")) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            HttpClients.raw(balancer.running().http().port(), "GET / HTTP/1.1\r\nHost: app.example.com:8000\r\nX-Forwarded-For: 6.6.6.6\r\n"
                    + "X-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\nx-forwarded-prefix: /evil\r\n"
                    + "Forwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nConnection: close, X-Secret\r\nX-Secret: 1\r\n\r\n");
            HttpNode.Request request = node.last();
            assertThat(request.headers("X-Forwarded-For")).isEqualTo(Balancer.HOST);
            assertThat(request.headers("X-Forwarded-Host")).isEqualTo("app.example.com:8000");
            assertThat(request.headers("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(request.headers("X-Forwarded-Port")).isEqualTo("8000");
            assertThat(request.headers("Forwarded")).isEqualTo("for=127.0.0.1;host=\"app.example.com:8000\";proto=http");
            for (String name : List.of("X-Forwarded-Prefix", "X-Real-IP", "X-Secret")) {
                assertThat(request.header(name)).isNull();
            }
            assertThat(request.header("Host")).isEqualTo("app.example.com:8000");
        }
    }

    @Test
    void aTrustedProxyInFrontIsBelieved() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpTrustedProxies=10.0.0.0/8, 127.0.0.0/8")) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            HttpClients.get(balancer, "/", "X-Forwarded-For", "10.1.1.1", "X-Forwarded-For", "10.2.2.2", "X-Forwarded-Proto", "https",
                    "X-Forwarded-Host", "www.example.com", "X-Forwarded-Port", "443");
            HttpNode.Request request = node.last();
            assertThat(request.headers("X-Forwarded-For")).isEqualTo("10.1.1.1,10.2.2.2,127.0.0.1");
            assertThat(request.headers("X-Forwarded-Host")).isEqualTo("www.example.com");
            assertThat(request.headers("X-Forwarded-Proto")).isEqualTo("https");
            assertThat(request.headers("X-Forwarded-Port")).isEqualTo("443");
        }
    }

    @Test
    void aPortIsBoundOnTheHostOnly() throws Exception {
        try (Balancer balancer = new Balancer(HTTP); Socket socket = new Socket()) {
            int port = balancer.running().http().port();
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", port), 1000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aDrainingNodeGetsNoNewSessions() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            balancer.add(new HttpNode("n1")).register(balancer, NodeState.DRAINING);
            balancer.add(new HttpNode("n2")).register(balancer);
            for (int i = 0; i < 4; i++) {
                assertThat(HttpClients.get(balancer, "/").body()).isEqualTo("n2\n");
            }
            assertThat(HttpClients.get(balancer, "/", "Cookie", "JSESSIONID=abc.n1").body()).isEqualTo("n1\n");
        }
    }
}
