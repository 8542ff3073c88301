/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.balancer.http.HttpCounter;

/**
 * What clients may not do.
 */
class HttpLimitsTestCase {
    private static final String HTTP = "httpPort=0";

    private static HttpNode node(Balancer balancer) throws Exception {
        return balancer.add(new HttpNode("n1")).register(balancer);
    }

    private static int port(Balancer balancer) {
        return balancer.running().http().port();
    }

    @Test
    void aBodyThatIsTooLongIsAnswered413WhetherItTellsOrNot() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "maxContentLength=1000")) {
            HttpNode node = node(balancer);
            assertThat(HttpClients.send(HttpClients.request(balancer, "/").POST(BodyPublishers.ofByteArray(new byte[1000])).build())
                    .statusCode()).isEqualTo(200);
            assertThat(HttpClients.raw(port(balancer), "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n"))
                    .startsWith("HTTP/1.1 413");
            assertThat(HttpClients.raw(port(balancer),
                    "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n")).startsWith("HTTP/1.1 413");
            HttpResponse<String> response = HttpClients.send(HttpClients.request(balancer, "/")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[300_000]))).build());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(node.requests).extracting(HttpNode.Request::body).containsOnly("\u0000".repeat(1000));
            assertThat(balancer.running().http().statistics().get(HttpCounter.TOO_LARGE)).isEqualTo(3);
        }
    }

    @Test
    void aClientThatExpects100GetsItFromTheNode() throws Exception {
        try (Balancer balancer = new Balancer(HTTP); Socket client = new Socket(Balancer.HOST, port(balancer))) {
            HttpNode node = node(balancer);
            client.setSoTimeout(10_000);
            RawHttpNode.write(client, "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(RawHttpNode.readHeader(client.getInputStream())).startsWith("HTTP/1.1 100");
            RawHttpNode.write(client, "body");
            assertThat(RawHttpNode.readHeader(client.getInputStream())).startsWith("HTTP/1.1 200");
            assertThat(node.last().body()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nbody",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4, 4\r\n\r\nbody",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -4\r\n\r\nbody",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +4\r\n\r\nbody",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX: a\u0000b\r\n\r\n",
            "GET /\u0001 HTTP/1.1\r\nHost: h\r\n\r\n", "GET a HTTP/1.1\r\nHost: h\r\n\r\n", "GET @other/ HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: h\r\n\r\n", "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
            "CONNECT other:80 HTTP/1.1\r\nHost: other:80\r\n\r\n", "TRACE / HTTP/1.1\r\nHost: h\r\n\r\n",
            "\u0016\u0003\u0001garbage\r\n\r\n"})
    void whatANodeMightReadDifferentlyIsRefused(String request) throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpRequestTimeout=1000")) {
            HttpNode node = node(balancer);
            String response = HttpClients.raw(port(balancer), request + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(response.isEmpty() || response.startsWith("HTTP/1.1 4")).as(response).isTrue();
            assertThat(response).doesNotContain("200");
            assertThat(node.requests).isEmpty();
        }
    }

    /** RFC 9113 section 8.2.2. */
    @Test
    void aTransferCodingInHttp2IsRefused() throws Exception {
        byte[] request = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x01, 1, 'h', 0x0f, 0x2a, 7, 'c', 'h', 'u', 'n', 'k', 'e', 'd'};
        try (Balancer balancer = new Balancer(HTTP, "http2Cleartext=true"); Socket client = new Socket(Balancer.HOST, port(balancer))) {
            HttpNode node = node(balancer);
            client.setSoTimeout(10_000);
            RawHttpNode.write(client, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            client.getOutputStream().write(new byte[]{0, 0, 0, 4, 0, 0, 0, 0, 0});
            client.getOutputStream().write(new byte[]{0, 0, (byte) request.length, 1, 5, 0, 0, 0, 1});
            client.getOutputStream().write(request);
            client.getInputStream().readAllBytes();
            assertThat(node.requests).isEmpty();
        }
    }

    @Test
    void aHeaderThatIsTooLongOrHasTooManyLinesIsRefused() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpMaxHeaderSize=4096", "httpMaxHeaders=20")) {
            HttpNode node = node(balancer);
            String long1 = "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(5000) + "\r\n\r\n";
            String many = "GET / HTTP/1.1\r\nHost: h\r\n" + "X: x\r\n".repeat(30) + "\r\n";
            for (String request : List.of(long1, many)) {
                String response = HttpClients.raw(port(balancer), request);
                assertThat(response.isEmpty() || response.startsWith("HTTP/1.1 4")).as(response).isTrue();
            }
            assertThat(node.requests).isEmpty();
        }
    }

    @Test
    void clientsThatAreTooSlowWithTheirRequestAreCutOff() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpRequestTimeout=300", "httpKeepAliveTimeout=300", "httpIdleTimeout=500")) {
            node(balancer);
            String half = "GET / HTTP/1.1\r\nHost: h\r\nX-";
            for (String text : List.of("", half, "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf")) {
                long start = System.nanoTime();
                HttpClients.raw(port(balancer), text);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void drippingHeadersDoNotKeepAConnection() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpRequestTimeout=500");
                Socket client = new Socket(Balancer.HOST, port(balancer))) {
            RawHttpNode.write(client, "GET / HTTP/1.1\r\nHost: h\r\n");
            await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(50)).until(() -> {
                try {
                    RawHttpNode.write(client, "X: x\r\n");
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void moreConnectionsThanAllowedWaitUntilOthersEnd() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpMaxConnections=4", "httpThreads=1")) {
            node(balancer);
            List<Socket> idle = new ArrayList<>();
            String request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
            for (int i = 0; i < 4; i++) {
                Socket socket = balancer.add(new Socket(Balancer.HOST, port(balancer)));
                RawHttpNode.write(socket, request);
                assertThat(RawHttpNode.readHeader(socket.getInputStream())).startsWith("HTTP/1.1 200");
                idle.add(socket);
            }
            Socket waiting = balancer.add(new Socket(Balancer.HOST, port(balancer)));
            RawHttpNode.write(waiting, request);
            waiting.setSoTimeout(300);
            assertThatThrownBy(() -> waiting.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            idle.get(0).close();
            waiting.setSoTimeout(10_000);
            assertThat(RawHttpNode.readHeader(waiting.getInputStream())).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aNodeHasNoMoreConnectionsThanAllowed() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpMaxNodeConnections=2", "httpThreads=1")) {
            CountDownLatch go = new CountDownLatch(1);
            HttpNode node = node(balancer);
            node.behaviour = exchange -> {
                go.await(10, TimeUnit.SECONDS);
                HttpNode.answer(exchange, 200, "late");
            };
            List<Socket> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Socket socket = balancer.add(new Socket(Balancer.HOST, port(balancer)));
                RawHttpNode.write(socket, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                running.add(socket);
            }
            await().until(() -> node.requests.size() == 2);
            assertThat(HttpClients.get(balancer, "/").statusCode()).isEqualTo(503);
            go.countDown();
            for (Socket socket : running) {
                assertThat(RawHttpNode.readHeader(socket.getInputStream())).startsWith("HTTP/1.1 200");
            }
            assertThat(HttpClients.get(balancer, "/").body()).isEqualTo("late");
        }
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpIdleTimeout=1000")) {
            HttpNode node = node(balancer);
            node.behaviour = exchange -> HttpNode.answerInChunks(exchange, "x".repeat(10_000), 10_000);
            for (int i = 0; i < 5; i++) {
                try (Socket client = new Socket(Balancer.HOST, port(balancer))) {
                    RawHttpNode.write(client, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                    RawHttpNode.readHeader(client.getInputStream());
                }
            }
            await().until(() -> balancer.running().http().statistics().running() == 0);
        }
    }
}
