/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** The heartbeats that older nodes and servers of others speak: HTTP/JSON, and OPTIONS or INFO. */
class HeartbeatProtocolsIT {
    @RegisterExtension
    static final TestBed BED = new TestBed(
            () -> StartedBalancer.start("heartbeat-protocols", "heartbeatHttpPort={json}", "nodeTimeout=2500", "heartbeatInterval=50"));

    private static HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return post(BED.balancer(), json);
    }

    private static HttpResponse<String> post(StartedBalancer to, String json) throws IOException, InterruptedException {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port("json") + '/'))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)).build(),
                BodyHandlers.ofString());
    }

    private static String start(String name, UdpPeer sip, long session) {
        return "{\"start\":{\"hostName\":\"" + name + "\",\"ip\":\"127.0.0.1\",\"httpPort\":\"8080\",\"udpPort\":\""
                + sip.address().getPort()
                + "\",\"version\":\"0\",\"sessionId\":\"" + session + "\",\"jvmRoute\":\"jvm1\"}}";
    }

    private static UdpPeer sip() throws IOException {
        return BED.balancer().with(new UdpPeer(BED.balancer().internal()));
    }

    private static void assertGetsCalls(UdpPeer node) throws IOException {
        UdpPeer phone = BED.balancer().phone();
        phone.send(phone.request("INVITE", "sip:bob@example.com"));
        assertThat(node.receive().method()).isEqualTo("INVITE");
    }

    private static void assertNobodyGetsCalls() throws IOException {
        UdpPeer phone = BED.balancer().phone();
        phone.send(phone.request("INVITE", "sip:bob@example.com"));
        assertThat(phone.receive().status()).isEqualTo(503);
    }

    @Test
    void aNodeThatStartsByJsonGetsCallsUntilItStops() throws Exception {
        UdpPeer node = sip();
        assertThat(post(start("j1", node, 1795000000001L)).body()).isEqualTo("{\"start\":\"OK\"}");
        assertGetsCalls(node);
        assertThat(post("{\"heartbeat\":{\"sessionId\":1795000000001}}").body()).isEqualTo("{\"heartbeat\":\"OK\"}");
        assertThat(post("{\"stop\":{\"sessionId\":1795000000001}}").body()).isEqualTo("{\"stop\":\"OK\"}");
        assertNobodyGetsCalls();
    }

    @Test
    void theSessionMayBeANumberOrATextInEachCommand() throws Exception {
        UdpPeer node = sip();
        post(start("j2", node, 1795000000002L).replace("\"1795000000002\"", "1795000000002"));
        assertThat(post("{\"heartbeat\":{\"sessionId\":\"1795000000002\"}}").body()).isEqualTo("{\"heartbeat\":\"OK\"}");
        assertGetsCalls(node);
        post("{\"stop\":{\"sessionId\":\"1795000000002\"}}");
        assertNobodyGetsCalls();
    }

    @Test
    void shutdownByJsonDrains() throws Exception {
        UdpPeer node = sip();
        BalancedNode other = BED.balancer().node("other");
        post(start("j3", node, 1795000000003L));
        assertThat(post("{\"shutdown\":{\"sessionId\":1795000000003}}").body()).isEqualTo("{\"shutdown\":\"OK\"}");
        UdpPeer phone = BED.balancer().phone();
        for (int i = 0; i < 4; i++) {
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            assertThat(Received.byOneOf(List.of(other)).message().method()).isEqualTo("INVITE");
        }
        post("{\"stop\":{\"sessionId\":1795000000003}}");
    }

    @Test
    void aNodeThatWasSilentIsBackWithItsNextHeartbeat() throws Exception {
        UdpPeer node = sip();
        for (int i = 1; i <= 2; i++) {
            post(i == 1 ? start("j4", node, 1795000000004L) : "{\"heartbeat\":{\"sessionId\":1795000000004}}");
            assertGetsCalls(node);
            BED.balancer().await("Node " + name(node) + " is DOWN", i);
            assertNobodyGetsCalls();
        }
    }

    @Test
    void anUnknownSessionOrCommandIsToldSo() throws Exception {
        assertThat(post("{\"heartbeat\":{\"sessionId\":1}}").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(post("{\"dance\":{\"sessionId\":1}}").statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(post("nonsense").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aBalancerThatStopsSaysSoToTheNodesOfJson() throws Exception {
        try (StartedBalancer stopping = StartedBalancer.start("farewell", "heartbeatHttpPort={json}", "shutdownTimeout=0");
                ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName(StartedBalancer.HOST))) {
            listener.setSoTimeout(Peer.PATIENCE);
            UdpPeer node = stopping.with(new UdpPeer(stopping.internal()));
            String start = start("j6", node, 1795000000006L).replace("}}", ",\"heartbeatPort\":\"" + listener.getLocalPort() + "\"}}");
            assertThat(post(stopping, start).body()).isEqualTo("{\"start\":\"OK\"}");
            stopping.process().terminate();
            try (Socket farewell = listener.accept()) {
                farewell.setSoTimeout(Peer.PATIENCE);
                StringBuilder request = new StringBuilder();
                while (request.indexOf("}}") < 0) {
                    int b = farewell.getInputStream().read();
                    assertThat(b).as("after " + request).isNotNegative();
                    request.append((char) b);
                }
                farewell.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"stop\":\"OK\"}".getBytes());
                assertThat(request.toString()).startsWith("POST / HTTP/1.1\r\n")
                        .endsWith("{\"stop\":{\"ipAddress\":\"127.0.0.1\",\"port\":" + stopping.port("json") + "}}");
            }
        }
    }

    /** Those protocols have no names. */
    private static String name(UdpPeer node) {
        return StartedBalancer.HOST + ':' + node.address().getPort();
    }

    private static SipText announcement(UdpPeer from, String method) {
        String body = "hostname=server\r\nip=127.0.0.1\r\nudpPort=" + from.address().getPort() + "\r\n";
        return from.request(method, "sip:127.0.0.1:" + BED.balancer().port("internal")).with("Mobicents-Heartbeat: 1").withBody(body);
    }

    @Test
    void aServerThatAnnouncesItselfByOptionsOrInfoGetsCallsUntilItIsSilent() throws Exception {
        for (String method : List.of("OPTIONS", "INFO")) {
            UdpPeer node = sip();
            node.send(announcement(node, method));
            assertThat(node.receive().status()).as(method).isEqualTo(200);
            BED.balancer().await("Node " + name(node) + " is UP", 1);
            assertGetsCalls(node);
            BED.balancer().await("Node " + name(node) + " is DOWN", 1);
            assertNobodyGetsCalls();
        }
    }

    @Test
    void anAnnouncementOnTheExternalPortIsNone() throws Exception {
        UdpPeer stranger = BED.balancer().phone();
        stranger.send(announcement(stranger, "OPTIONS"));
        assertThat(stranger.receive().status()).isEqualTo(503);
        assertNobodyGetsCalls();
    }
}
