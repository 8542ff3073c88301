/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Nodes that announce themselves over HTTP, as those of RestComm 10 do.
 */
class HttpHeartbeatTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private UdpPeer phone;
    private UdpPeer node;

    @AfterEach
    void close() throws Exception {
        this.balancer.close();
    }

    private void start(String... lines) throws Exception {
        this.balancer = new Balancer(("heartbeatHttpPort=0\n" + String.join("\n", lines)).split("\n"));
        this.phone = this.balancer.phone();
        this.node = this.balancer.add(new UdpPeer());
    }

    private String name() {
        return "127.0.0.1:" + this.node.address().getPort();
    }

    private NodeState state() {
        return this.balancer.running().registry().state(name());
    }

    private String started(String sessionId, String more) throws IOException {
        return post(
                "{\"start\":{\"hostName\":\"n1\",\"ip\":\"127.0.0.1\",\"httpPort\":\"8080\",\"udpPort\":\"" + this.node.address().getPort()
                        + "\",\"version\":\"0\",\"sessionId\":" + sessionId + more + "}}");
    }

    /** The status code and body of the answer to a POST, after which the balancer closes. */
    private String post(String json) throws IOException {
        return exchange(
                "POST / HTTP/1.1\r\nHost: lb\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.isEmpty() ? "" : answer.split(" ")[1] + ' ' + answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket("127.0.0.1", this.balancer.running().heartbeats().httpPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private boolean getsCalls() throws IOException {
        this.phone.send(this.balancer.external(), this.phone.request("INVITE", URI));
        if (state() == NodeState.UP) {
            return this.node.receive().method().equals("INVITE");
        }
        return this.phone.receive().status() != 503;
    }

    @Test
    void aNodeStartsBeatsDrainsAndStops() throws Exception {
        start();
        assertThat(getsCalls()).isFalse();
        assertThat(started("\"1795\"", ",\"jvmRoute\":\"jvm1\"")).isEqualTo("200 {\"start\":\"OK\"}");
        assertThat(getsCalls()).isTrue();
        assertThat(this.balancer.running().registry().snapshot().up(0).description().jvmRoute()).isEqualTo("jvm1");
        assertThat(post("{\"heartbeat\":{\"sessionId\":1795}}")).isEqualTo("200 {\"heartbeat\":\"OK\"}");
        assertThat(post("{\"shutdown\":{\"sessionId\":\"1795\"}}")).isEqualTo("200 {\"shutdown\":\"OK\"}");
        assertThat(state()).isEqualTo(NodeState.DRAINING);
        assertThat(post("{\"heartbeat\":{\"sessionId\":\"1795\"}}")).isEqualTo("200 {\"heartbeat\":\"OK\"}");
        assertThat(state()).isEqualTo(NodeState.DRAINING);
        assertThat(post("{\"stop\":{\"sessionId\":1795}}")).isEqualTo("200 {\"stop\":\"OK\"}");
        assertThat(state()).isEqualTo(NodeState.DOWN);
        assertThat(getsCalls()).isFalse();
    }

    @Test
    void aNodeThatWasSilentIsBackWithItsNextHeartbeat() throws Exception {
        start("nodeTimeout=1000", "heartbeatInterval=20");
        started("17", "");
        await().until(() -> state() == NodeState.DOWN);
        assertThat(post("{\"heartbeat\":{\"sessionId\":17}}")).startsWith("200");
        assertThat(state()).isEqualTo(NodeState.UP);
        assertThat(getsCalls()).isTrue();
    }

    @Test
    void aSessionThatIsNotKnownIsAnErrorSoThatTheNodeBeginsAnew() throws Exception {
        start();
        assertThat(post("{\"heartbeat\":{\"sessionId\":17}}")).startsWith("404 ").doesNotContain("heartbeat");
        started("17", "");
        started("18", "");
        assertThat(post("{\"heartbeat\":{\"sessionId\":17}}")).startsWith("404 ");
        assertThat(post("{\"heartbeat\":{\"sessionId\":18}}")).startsWith("200 ");
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredAtOnce() throws Exception {
        start();
        assertThat(post("{\"dance\":{}}")).startsWith("400 ");
        assertThat(post("garbage")).startsWith("400 ");
        assertThat(post("{\"start\":{\"ip\":\"127.0.0.1\",\"udpPort\":5080}}")).startsWith("400 ");
        assertThat(post("{\"start\":{\"ip\":\"localhost\",\"udpPort\":5080,\"sessionId\":1}}")).startsWith("400 ");
        assertThat(exchange("GET / HTTP/1.1\r\nHost: lb\r\n\r\n")).startsWith("405 ");
        assertThat(exchange("nonsense\r\n\r\n")).startsWith("400 ");
        assertThat(exchange("POST / HTTP/1.1\r\nHost: lb\r\nContent-Length: 1000000\r\n\r\n")).startsWith("413 ");
    }

    @Test
    void anAddressThatIsNotAllowedIsRefusedAndCounted() throws Exception {
        start("heartbeatAllowedAddresses=127.0.0.2");
        try (Socket socket = socket()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        assertThat(this.balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED)).isEqualTo(1);
    }

    @Test
    void aNodeMayNotAnnounceTheAddressOfAnother() throws Exception {
        start();
        assertThat(post("{\"start\":{\"ip\":\"192.0.2.7\",\"udpPort\":5080,\"sessionId\":1}}")).startsWith("403 ");
        assertThat(this.balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED)).isEqualTo(1);
    }

    @Test
    void aWebPageDoesNotSpeakForANode() throws Exception {
        start();
        for (String header : new String[]{"Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"}) {
            String body = "{\"switchover\":{\"fromJvmRoute\":\"a\",\"toJvmRoute\":\"b\"}}";
            assertThat(HttpClients.raw(this.balancer.running().heartbeats().httpPort(), "POST / HTTP/1.1\r\nHost: h\r\n" + header
                    + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aSwitchoverIsPassedOn() throws Exception {
        start();
        List<String> switchovers = new CopyOnWriteArrayList<>();
        this.balancer.running().heartbeats().addSwitchover((from, to) -> switchovers.add(from + '>' + to));
        assertThat(post("{\"switchover\":{\"fromJvmRoute\":\"a\",\"toJvmRoute\":\"b\"}}")).isEqualTo("200 {\"switchover\":\"OK\"}");
        assertThat(switchovers).containsExactly("a>b");
        assertThat(post("{\"switchover\":{\"fromJvmRoute\":\"a\"}}")).startsWith("400 ");
    }

    @Test
    void whoSendsNothingIsClosedAndTheOthersAreServed() throws Exception {
        start();
        try (Socket silent = socket()) {
            silent.getOutputStream().write("POST / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(started("17", "")).startsWith("200 ");
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void nodesAreToldThatTheBalancerStops() throws Exception {
        start();
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = listener.accept(); InputStream in = socket.getInputStream()) {
                    StringBuilder request = new StringBuilder();
                    while (!request.toString().endsWith("}}")) {
                        request.append((char) in.read());
                    }
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"stop\":\"OK\"}".getBytes());
                    return request.toString();
                } catch (IOException e) {
                    return e.toString();
                }
            });
            started("17", ",\"heartbeatPort\":\"" + listener.getLocalPort() + '"');
            int port = this.balancer.running().heartbeats().httpPort();
            this.balancer.close();
            assertThat(told.get(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)).startsWith("POST / HTTP/1.1\r\n")
                    .endsWith("{\"stop\":{\"ipAddress\":\"127.0.0.1\",\"port\":" + port + "}}");
        }
    }
}
