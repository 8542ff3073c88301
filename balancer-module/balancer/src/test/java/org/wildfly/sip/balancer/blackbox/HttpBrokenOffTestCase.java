/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.http.HttpCounter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What clients and nodes see when the other side breaks off, or says nothing more.
 */
class HttpBrokenOffTestCase {
    private static final String HTTP = "httpPort=0";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void aNodeThatBreaksOffGives502() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                RawHttpNode.readHeader(socket.getInputStream());
                socket.close();
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            assertThat(HttpClients.get(balancer, "/").statusCode()).isEqualTo(502);
            assertThat(HttpClients.send(HttpClients.request(balancer, "/").POST(BodyPublishers.ofString("x")).build()).statusCode())
                    .isEqualTo(502);
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoHttpGives502() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> RawHttpNode.write(socket, "\u0000\u0001garbage\r\n\r\n")));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            assertThat(HttpClients.get(balancer, "/").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void anIdempotentRequestThatANodeBreaksOffGoesToAnotherAndAPostDoesNot() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            AtomicInteger requests = new AtomicInteger();
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                RawHttpNode.readHeader(socket.getInputStream());
                requests.incrementAndGet();
                socket.close();
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            balancer.add(new HttpNode("n2")).register(balancer);
            assertThat(HttpClients.get(balancer, "/", "Cookie", "JSESSIONID=a.n1").body()).isEqualTo("n2\n");
            HttpResponse<String> post = HttpClients.send(HttpClients.request(balancer, "/").header("Cookie", "JSESSIONID=a.n1")
                    .POST(BodyPublishers.noBody()).build());
            assertThat(post.statusCode()).isEqualTo(502);
            assertThat(requests).hasValue(2);
        }
    }

    @Test
    void aRequestOnAConnectionThatTheNodeHasGivenUpIsSentAgainToTheSameNode() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpThreads=1")) {
            AtomicInteger connections = new AtomicInteger();
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                boolean first = connections.incrementAndGet() == 1;
                RawHttpNode.readHeader(socket.getInputStream());
                RawHttpNode.write(socket, OK);
                RawHttpNode.readHeader(socket.getInputStream());
                if (first) {
                    socket.close();
                } else {
                    RawHttpNode.write(socket, OK);
                }
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            balancer.add(new HttpNode("n2")).register(balancer);
            for (int i = 0; i < 3; i++) {
                assertThat(HttpClients.get(balancer, "/", "Cookie", "JSESSIONID=a.n1").body()).isEqualTo("ok");
            }
            assertThat(node.connections()).isEqualTo(2);
        }
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeGives504AndItsNextAnswerIsForTheNextRequest() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpResponseTimeout=300", "httpThreads=1")) {
            AtomicInteger connections = new AtomicInteger();
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                RawHttpNode.readHeader(socket.getInputStream());
                if (connections.incrementAndGet() > 1) {
                    RawHttpNode.write(socket, OK);
                }
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            HttpResponse<String> response = HttpClients.get(balancer, "/");
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).isEqualTo("504 Gateway Time-out\n");
            assertThat(balancer.count(HttpCounter.TIMEOUTS)).isEqualTo(1);
            assertThat(HttpClients.get(balancer, "/").body()).isEqualTo("ok");
        }
    }

    @Test
    void aLongUploadIsNoTimeoutAsLongAsItMoves() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpResponseTimeout=500")) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            try (Socket client = new Socket(Balancer.HOST, balancer.running().http().port())) {
                client.setSoTimeout(10_000);
                RawHttpNode.write(client, "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 8\r\n\r\n");
                for (int i = 0; i < 8; i++) {
                    RawHttpNode.write(client, Integer.toString(i));
                    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                }
                assertThat(new String(client.getInputStream().readAllBytes())).startsWith("HTTP/1.1 200").endsWith("n1\n");
                assertThat(node.last().body()).isEqualTo("01234567");
            }
        }
    }

    @Test
    void aResponseThatIsCutOffIsCutOffForTheClientToo() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                RawHttpNode.readHeader(socket.getInputStream());
                RawHttpNode.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                socket.close();
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            String response = HttpClients.raw(balancer.running().http().port(), "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(response).startsWith("HTTP/1.1 200").endsWith("half");
        }
    }

    @Test
    void anUploadThatTheClientBreaksOffIsBrokenOffForTheNodeToo() throws Exception {
        for (String coding : new String[]{"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "Content-Length: 8\r\n\r\nhalf"}) {
            try (Balancer balancer = new Balancer(HTTP)) {
                CompletableFuture<String> received = new CompletableFuture<>();
                CountDownLatch half = new CountDownLatch(1);
                RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                    StringBuilder text = new StringBuilder();
                    for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
                        text.append((char) c);
                        if (text.toString().contains("half")) {
                            half.countDown();
                        }
                    }
                    received.complete(text.toString());
                }));
                HttpNode.register(balancer, "n1", NodeState.UP, node.port());
                try (Socket client = new Socket(Balancer.HOST, balancer.running().http().port())) {
                    RawHttpNode.write(client, "POST / HTTP/1.1\r\nHost: h\r\n" + coding);
                    assertThat(half.await(10, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(received.get(10, TimeUnit.SECONDS).strip()).endsWith("half");
            }
        }
    }
}
