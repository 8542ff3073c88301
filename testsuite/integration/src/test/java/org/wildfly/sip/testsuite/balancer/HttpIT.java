/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;

/** The integrated HTTP load balancer: as Apache does it, and better where the old one was not. */
class HttpIT {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> StartedBalancer.start("http", "httpPort={http}"));

    private static HttpNode node(String name, String route) throws Exception {
        return BED.balancer().with(new HttpNode(name, route, BED.balancer()));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + BED.balancer().port("http") + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String nodeOf(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().findFirst().orElseThrow().substring("node=".length());
    }

    @Test
    void requestsWithoutASessionAreSpread() throws Exception {
        node("h1", "r1");
        node("h2", "r2");
        Set<String> nodes = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            nodes.add(nodeOf(request("/")));
        }
        assertThat(nodes).containsExactlyInAnyOrder("h1", "h2");
    }

    @Test
    void theJvmRouteOfASessionNamesItsNode() throws Exception {
        node("h1", "r1");
        node("h2", "r2");
        for (String[] each : new String[][]{{"r1", "h1"}, {"r2", "h2"}}) {
            for (int i = 0; i < 3; i++) {
                String id = "abc" + i + '.' + each[0];
                assertThat(nodeOf(request("/").header("Cookie", "a=b; JSESSIONID=" + id))).as("cookie").isEqualTo(each[1]);
                assertThat(nodeOf(request("/?jsessionid=" + id))).as("query").isEqualTo(each[1]);
                assertThat(nodeOf(request("/page;jsessionid=" + id))).as("path").isEqualTo(each[1]);
            }
        }
    }

    @Test
    void withoutAJvmRouteTheSessionIdIsHashed() throws Exception {
        node("h1", "");
        node("h2", "");
        node("h3", "");
        Set<String> nodes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String first = nodeOf(request("/").header("Cookie", "JSESSIONID=session" + i));
            assertThat(nodeOf(request("/again").header("Cookie", "JSESSIONID=session" + i))).isEqualTo(first);
            nodes.add(first);
        }
        assertThat(nodes).hasSizeGreaterThan(1);
    }

    @Test
    void theSessionOfADeadNodeGoesToAnother() throws Exception {
        HttpNode dead = node("h1", "r1");
        node("h2", "r2");
        dead.close();
        assertThat(nodeOf(request("/").header("Cookie", "JSESSIONID=x.r1"))).isEqualTo("h2");
    }

    @Test
    void theResponseBehindEarlyHintsReachesTheClient() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread answering = new Thread(() -> hintAndAnswer(server), "node with early hints");
            answering.setDaemon(true);
            answering.start();
            BED.balancer().with(new NativeHeartbeat(BED.balancer().address("heartbeat"), new Announcement("hinting")
                    .address("UDP", new InetSocketAddress("127.0.0.1", server.getLocalPort())).http(server.getLocalPort(), "hints")));
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> response = send(request("/"));
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("page");
            }
        }
    }

    private static void hintAndAnswer(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (line.isEmpty()) {
                        socket.getOutputStream().write(("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage").getBytes(StandardCharsets.ISO_8859_1));
                    }
                }
            }
        } catch (IOException e) {
            // Closed by the test, or by the balancer.
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aNodeThatRefusesTheConnectionIsPassedOver() throws Exception {
        HttpNode refusing = node("h1", "r1");
        node("h2", "r2");
        refusing.stopHttp();
        for (int i = 0; i < 6; i++) {
            assertThat(nodeOf(request("/"))).isEqualTo("h2");
        }
    }

    @Test
    void withoutANodeTheAnswerIs503AndTheConnectionIsGood() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(send(request("/")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void whoTheClientIsIsToldToTheNode() throws Exception {
        node("h1", "r1");
        String body = send(request("/x?a=b")).body().toLowerCase(Locale.ROOT);
        assertThat(body).contains("get /x?a=b").contains("x-forwarded-for: [127.0.0.1]").contains("x-forwarded-proto: [http]");
    }

    @Test
    void bodiesPassBothWays() throws Exception {
        node("h1", "r1");
        String text = "0123456789".repeat(2000);
        assertThat(send(request("/").POST(BodyPublishers.ofString(text))).body()).endsWith(text);
        assertThat(send(request("/chunked").POST(BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))))).body()).endsWith(text);
    }

    @Test
    void noResponseIsLostWhenTheNodeCloses() throws Exception {
        node("h1", "r1");
        for (int i = 0; i < 100; i++) {
            assertThat(nodeOf(request("/").header("X-Then", "close"))).isEqualTo("h1");
        }
    }

    @Test
    void theNodeIsChosenForEachRequestOfAKeptConnection() throws Exception {
        node("h1", "r1");
        node("h2", "r2");
        for (int i = 0; i < 3; i++) {
            for (String route : List.of("1", "2")) {
                assertThat(nodeOf(request("/").header("Cookie", "JSESSIONID=x.r" + route))).isEqualTo("h" + route);
            }
        }
    }

    @Test
    void httpListensOnHostOnly() {
        assertThat(catchThrowable(() -> new Socket("127.0.0.2", BED.balancer().port("http")).close()))
                .isInstanceOf(ConnectException.class);
    }
}
