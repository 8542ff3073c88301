/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.undertow.Undertow;
import io.undertow.util.Headers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * HTTP over TLS, and HTTP/2.
 */
class HttpTlsTestCase {
    @TempDir
    private static Path directory;
    private static TestCertificate own;
    private static TestCertificate stranger;

    @BeforeAll
    static void makeCertificates() throws Exception {
        own = new TestCertificate(directory, "own", "ip:127.0.0.1,dns:localhost");
        stranger = new TestCertificate(directory, "stranger", "ip:127.0.0.1");
    }

    private static Balancer balancer(String... lines) throws Exception {
        return new Balancer(Stream.concat(Stream.of(own.lines()), Stream.of(lines)).toArray(String[]::new));
    }

    private static HttpClient client(HttpClient.Version version) throws Exception {
        return HttpClient.newBuilder().version(version).sslContext(own.context(own)).build();
    }

    private static URI uri(Balancer balancer, String scheme, String target) {
        return URI.create(scheme + "://" + Balancer.HOST + ':' + balancer.running().http().tlsPort() + target);
    }

    private static HttpResponse<String> get(HttpClient client, URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    @Test
    void clientsSpeakHttp2AndHttp11OverTlsAndTheNodeGetsPlainHttp11() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0")) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> response = get(client(version), uri(balancer, "https", "/a?b=c"));
                assertThat(response.version()).isEqualTo(version);
                assertThat(response.body()).isEqualTo("n1\n");
                HttpNode.Request request = node.last();
                assertThat(request.target()).isEqualTo("/a?b=c");
                assertThat(request.header("X-Forwarded-Proto")).isEqualTo("https");
                assertThat(request.header("Host")).isEqualTo(Balancer.HOST + ':' + balancer.running().http().tlsPort());
                assertThat(request.headers().getHeaderNames()).noneMatch(name -> name.toString().startsWith(":"));
            }
            assertThat(balancer.running().http().port()).isEqualTo(-1);
        }
    }

    @Test
    void http2CanBeSwitchedOff() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0", "http2=false")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            assertThat(get(client(HttpClient.Version.HTTP_2), uri(balancer, "https", "/")).version())
                    .isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    @Test
    void http2OnThePlainPortIsForThoseWhoWantIt() throws Exception {
        for (boolean wanted : new boolean[]{false, true}) {
            try (Balancer balancer = new Balancer("httpPort=0", "http2Cleartext=" + wanted)) {
                HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
                HttpResponse<String> response = get(HttpClient.newHttpClient(), HttpClients.uri(balancer, "/"));
                assertThat(response.body()).isEqualTo("n1\n");
                assertThat(response.version()).isEqualTo(wanted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
                assertThat(node.last().headers().contains("HTTP2-Settings")).isFalse();
                assertThat(node.last().headers().contains(Headers.UPGRADE)).isFalse();
            }
        }
    }

    @Test
    void theStreamsOfAConnectionHaveEachTheirNode() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0")) {
            for (String name : List.of("n1", "n2", "n3")) {
                balancer.add(new HttpNode(name)).register(balancer);
            }
            HttpClient client = client(HttpClient.Version.HTTP_2);
            assertThat(get(client, uri(balancer, "https", "/")).statusCode()).isEqualTo(200);
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                responses.add(client.sendAsync(HttpRequest.newBuilder(uri(balancer, "https", "/" + i))
                        .header("Cookie", "a=b; JSESSIONID=" + i + ".n" + (i % 3 + 1)).build(), BodyHandlers.ofString()));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(responses.get(i).get(10, TimeUnit.SECONDS).body()).isEqualTo("n" + (i % 3 + 1) + "\n");
            }
        }
    }

    @Test
    void bodiesPassInBothDirectionsAndTooLongOnesAreRefused() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0", "maxContentLength=500000")) {
            HttpNode node = balancer.add(new HttpNode("n1")).register(balancer);
            node.behaviour = exchange -> HttpNode.answerInChunks(exchange, "x".repeat(10_000), 100);
            HttpClient client = client(HttpClient.Version.HTTP_2);
            byte[] body = new byte[400_000];
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri(balancer, "https", "/"))
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build(), BodyHandlers.ofString());
            assertThat(response.body()).hasSize(1_000_000);
            assertThat(node.last().body()).hasSize(400_000);
            assertThat(node.last().header("Transfer-Encoding")).isEqualTo("chunked");
            response = client.send(HttpRequest.newBuilder(uri(balancer, "https", "/"))
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[600_000]))).build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void errorsAndBrokenNodesAreToldOverHttp2Too() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0")) {
            HttpClient client = client(HttpClient.Version.HTTP_2);
            assertThat(get(client, uri(balancer, "https", "/")).statusCode()).isEqualTo(503);
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                RawHttpNode.readHeader(socket.getInputStream());
                socket.close();
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            assertThat(get(client, uri(balancer, "https", "/")).statusCode()).isEqualTo(502);
        }
    }

    @Test
    void whatANodeSaysForOneHopDoesNotReachAClientOfHttp2() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0")) {
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                RawHttpNode.readHeader(socket.getInputStream());
                RawHttpNode.write(socket, "HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Hop\r\nKeep-Alive: timeout=5\r\nX-Hop: 1\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            HttpResponse<String> response = get(client(HttpClient.Version.HTTP_2), uri(balancer, "https", "/"));
            assertThat(response.body()).isEqualTo("ok");
            assertThat(response.headers().map()).doesNotContainKeys("connection", "keep-alive", "x-hop", "transfer-encoding");
        }
    }

    @Test
    void thePlainPortRedirectsToTheTlsPort() throws Exception {
        try (Balancer balancer = balancer("httpPort=0", "httpsPort=0")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            HttpResponse<String> response = HttpClients.get(balancer, "/a/b;c=d?e=f");
            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.headers().firstValue("Location")).contains(uri(balancer, "https", "/a/b;c=d?e=f").toString());
            String raw = HttpClients.raw(balancer.running().http().port(),
                    "GET http://app.example.com:8080/x HTTP/1.1\r\nHost: app.example.com:8080\r\nConnection: close\r\n\r\n");
            assertThat(raw).contains("Location: https://app.example.com:" + balancer.running().http().tlsPort() + "/x\r\n");
        }
        try (Balancer balancer = balancer("httpPort=0", "httpsPort=0", "httpsRedirectStatus=0")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            assertThat(HttpClients.get(balancer, "/").body()).isEqualTo("n1\n");
        }
        try (Balancer balancer = balancer("httpPort=0", "httpsPort=0", "httpsRedirectStatus=308", "httpTrustedProxies=127.0.0.1")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            assertThat(HttpClients.get(balancer, "/").statusCode()).isEqualTo(308);
            assertThat(HttpClients.get(balancer, "/", "X-Forwarded-Proto", "https").body()).isEqualTo("n1\n");
        }
    }

    @Test
    void aTlsPortWithoutACertificateIsAProblemThatIsTold() {
        assertThatThrownBy(() -> new Balancer("httpsPort=0")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("httpsPort=0 needs a certificate: add javax.net.ssl.keyStore");
    }

    @Test
    void aClientThatDoesNotBeginItsHandshakeIsCutOff() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0", "httpRequestTimeout=300", "httpKeepAliveTimeout=300", "httpIdleTimeout=500")) {
            for (String text : new String[]{"", "\u0016\u0003\u0001"}) {
                try (Socket socket = new Socket(Balancer.HOST, balancer.running().http().tlsPort())) {
                    socket.setSoTimeout(5000);
                    RawHttpNode.write(socket, text);
                    assertThat(socket.getInputStream().readAllBytes()).isEmpty();
                }
            }
        }
    }

    @Test
    void aNodeThatTakesHttpOverTlsOnlyMustShowATrustedCertificate() throws Exception {
        for (TestCertificate shown : List.of(own, stranger)) {
            AtomicInteger requests = new AtomicInteger();
            Undertow node = Undertow.builder().setIoThreads(1).setWorkerThreads(1)
                    .addHttpsListener(0, Balancer.HOST, shown.context(own))
                    .setHandler(exchange -> {
                        requests.incrementAndGet();
                        exchange.getResponseSender().send(exchange.getRequestScheme() + ' ' + exchange.getProtocol());
                    }).build();
            node.start();
            try (Balancer balancer = balancer("httpPort=0")) {
                int port = ((InetSocketAddress) node.getListenerInfo().get(0).getAddress()).getPort();
                balancer.running().registry().nodeRegistered(new NodeDescription("n1", "0",
                        Map.of(Transport.UDP, new InetSocketAddress(Balancer.HOST, 5060)), "n1", OptionalInt.empty(), OptionalInt.of(port)),
                        NodeState.UP);
                HttpResponse<String> response = HttpClients.get(balancer, "/");
                if (shown == own) {
                    assertThat(response.body()).isEqualTo("https HTTP/1.1");
                    assertThat(HttpClients.get(balancer, "/").body()).isEqualTo("https HTTP/1.1");
                } else {
                    assertThat(response.statusCode()).isEqualTo(503);
                    assertThat(requests).hasValue(0);
                }
            } finally {
                node.stop();
            }
        }
    }

    @Test
    void aWebSocketOverTlsPasses() throws Exception {
        try (Balancer balancer = balancer("httpsPort=0")) {
            HttpNode.register(balancer, "n1", NodeState.UP, balancer.add(new RawHttpNode(WebSocketEcho::serve)).port());
            CompletableFuture<String> received = new CompletableFuture<>();
            WebSocket socket = client(HttpClient.Version.HTTP_1_1).newWebSocketBuilder().buildAsync(uri(balancer, "wss", "/"),
                    new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                            received.complete(data.toString());
                            return null;
                        }
                    }).get(10, TimeUnit.SECONDS);
            socket.sendText("hello", true);
            assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
            socket.abort();
        }
    }

    @Test
    void interimResponsesOverTlsAreDroppedToo() throws Exception {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
        try (Balancer balancer = balancer("httpPort=0")) {
            RawHttpNode node = balancer.add(new RawHttpNode(own.context(own).getServerSocketFactory(), socket -> {
                while (!RawHttpNode.readHeader(socket.getInputStream()).isEmpty()) {
                    RawHttpNode.write(socket, hints + hints + "HTTP/1.1 200 OK\r\nContent-");
                    RawHttpNode.write(socket, "Length: 4\r\n\r\nreal");
                }
            }));
            balancer.running().registry()
                    .nodeRegistered(new NodeDescription("n1", "0",
                            Map.of(Transport.UDP, new InetSocketAddress(Balancer.HOST, 5060)), "n1", OptionalInt.empty(),
                            OptionalInt.of(node.port())), NodeState.UP);
            for (int i = 0; i < 6; i++) {
                assertThat(HttpClients.get(balancer, "/").body()).isEqualTo("real");
            }
            assertThat(node.connections()).as("connections are kept, for each thread its own").isLessThanOrEqualTo(2);
        }
    }
}
