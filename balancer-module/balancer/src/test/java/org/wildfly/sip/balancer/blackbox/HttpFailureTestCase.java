/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
 * What clients see when nodes fail.
 */
class HttpFailureTestCase {
    private static final String HTTP = "httpPort=0";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Balancer.HOST))) {
            return socket.getLocalPort();
        }
    }

    private static long count(Balancer balancer, HttpCounter counter) {
        return balancer.running().http().statistics().get(counter);
    }

    @Test
    void withoutANodeThereIs503WithRetryAfterAndAShortText() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpResponse<String> response = HttpClients.get(balancer, "/");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
            assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
            assertThat(response.body()).isEqualTo("503 Service Unavailable\n");
            response = HttpClients.get(balancer, "/", "Accept", "text/html,*/*");
            assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(response.body()).contains("<h1>503 Service Unavailable</h1>");
            String two = "GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            assertThat(HttpClients.raw(balancer.running().http().port(), two).split("HTTP/1.1 503")).hasSize(3);
            assertThat(count(balancer, HttpCounter.NO_NODE)).isEqualTo(4);
        }
    }

    @Test
    void withoutANodeClientsAreRedirectedToTheUnavailableHost() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "unavailableHost=sorry.example.com:8081")) {
            HttpResponse<String> response = HttpClients.get(balancer, "/a/b;c=d?e=f");
            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.headers().firstValue("Location")).contains("http://sorry.example.com:8081/a/b;c=d?e=f");
            balancer.add(new HttpNode("n1")).register(balancer);
            assertThat(HttpClients.get(balancer, "/").statusCode()).isEqualTo(200);
        }
        try (Balancer balancer = new Balancer(HTTP, "unavailableHost=https://sorry.example.com/page.html?x=1")) {
            assertThat(HttpClients.get(balancer, "/a").headers().firstValue("Location"))
                    .contains("https://sorry.example.com/page.html?x=1");
        }
    }

    @Test
    void aRequestThatANodeRefusesGoesToAnotherWithItsBody() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpNode.register(balancer, "n1", NodeState.UP, unusedPort());
            HttpNode node = balancer.add(new HttpNode("n2")).register(balancer);
            for (int i = 0; i < 3; i++) {
                assertThat(HttpClients.send(HttpClients.request(balancer, "/").header("Cookie", "JSESSIONID=a.n1")
                        .POST(BodyPublishers.ofString("body" + i)).build()).body()).isEqualTo("n2\n");
                assertThat(node.last().body()).isEqualTo("body" + i);
            }
            assertThat(count(balancer, HttpCounter.REFUSED)).as("the node is left out after that").isEqualTo(1);
            assertThat(count(balancer, HttpCounter.RETRIES)).isEqualTo(1);
        }
    }

    @Test
    void aNodeThatRefusedIsTriedAgainAfterATime() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpNodeEjectionTime=300")) {
            int port = unusedPort();
            HttpNode.register(balancer, "n1", NodeState.UP, port);
            balancer.add(new HttpNode("n2")).register(balancer);
            assertThat(HttpClients.get(balancer, "/", "Cookie", "JSESSIONID=a.n1").body()).isEqualTo("n2\n");
            balancer.add(new HttpNode("n1", port));
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> HttpClients.get(balancer, "/", "Cookie", "JSESSIONID=a.n1").body().equals("n1\n"));
        }
    }

    @Test
    void whenAllNodesRefuseThereIs503() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            HttpNode.register(balancer, "n1", NodeState.UP, unusedPort());
            HttpNode.register(balancer, "n2", NodeState.UP, unusedPort());
            HttpResponse<String> response = HttpClients.get(balancer, "/");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

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
            assertThat(count(balancer, HttpCounter.TIMEOUTS)).isEqualTo(1);
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
    void aNodeThatDoesNotTakeConnectionsInTimeIsPassedOver() throws Exception {
        try (Balancer balancer = new Balancer(HTTP, "httpConnectTimeout=300");
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName(Balancer.HOST));
                Socket one = new Socket(Balancer.HOST, full.getLocalPort());
                Socket two = new Socket(Balancer.HOST, full.getLocalPort())) {
            HttpNode.register(balancer, "n1", NodeState.UP, full.getLocalPort());
            balancer.add(new HttpNode("n2")).register(balancer);
            assertThat(HttpClients.get(balancer, "/", "Cookie", "JSESSIONID=a.n1").body()).isEqualTo("n2\n");
            assertThat(one.isConnected() && two.isConnected()).isTrue();
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
    void requestsThatRunWhenTheBalancerStopsAreFinished() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Balancer balancer = new Balancer(HTTP);
        CompletableFuture<String> response;
        CompletableFuture<Void> closing;
        try (HttpNode node = new HttpNode("n1").register(balancer)) {
            node.behaviour = exchange -> {
                arrived.countDown();
                go.await(10, TimeUnit.SECONDS);
                HttpNode.answer(exchange, 200, "finished");
            };
            int port = balancer.running().http().port();
            response = CompletableFuture.supplyAsync(() -> {
                try {
                    return HttpClients.raw(port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            arrived.await(10, TimeUnit.SECONDS);
            closing = CompletableFuture.runAsync(() -> {
                try {
                    balancer.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().untilAsserted(() -> assertThatThrownBy(() -> new Socket(Balancer.HOST, port).close())
                    .isInstanceOf(ConnectException.class));
            assertThat(closing).isNotDone();
            go.countDown();
            assertThat(response.get(10, TimeUnit.SECONDS)).endsWith("finished");
            closing.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRequestThatDoesNotEndHoldsUpTheStopForABoundedTimeOnly() throws Exception {
        Balancer balancer = new Balancer(HTTP, "httpShutdownTimeout=200");
        try (RawHttpNode node = new RawHttpNode(socket -> RawHttpNode.readHeader(socket.getInputStream()));
                Socket client = new Socket(Balancer.HOST, balancer.running().http().port())) {
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            RawHttpNode.write(client, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            await().until(() -> node.connections() == 1);
            long start = System.nanoTime();
            balancer.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            client.setSoTimeout(5000);
            assertThat(new String(client.getInputStream().readAllBytes())).doesNotContain("200");
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
