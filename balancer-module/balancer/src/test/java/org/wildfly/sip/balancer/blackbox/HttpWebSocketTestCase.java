/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.http.HttpCounter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * WebSockets pass to the nodes.
 */
class HttpWebSocketTestCase {
    private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            this.received.add("text " + data);
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            this.received.add("binary " + data.remaining());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            this.received.add("pong");
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            this.received.add("close " + statusCode);
            return null;
        }

        String next() throws InterruptedException {
            return this.received.poll(10, TimeUnit.SECONDS);
        }
    }

    private static URI uri(Balancer balancer) {
        return URI.create("ws://" + Balancer.HOST + ':' + balancer.running().http().port() + "/chat?x=1");
    }

    @Test
    void framesOfAllKindsPassWithAnySubprotocolAndWithNone() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            HttpNode.register(balancer, "n1", NodeState.UP, balancer.add(new RawHttpNode(WebSocketEcho::serve)).port());
            HttpClient client = HttpClient.newHttpClient();
            for (String protocol : new String[]{"sip", "com.example.chat", null}) {
                Listener listener = new Listener();
                WebSocket.Builder builder = client.newWebSocketBuilder();
                if (protocol != null) {
                    builder.subprotocols(protocol);
                }
                WebSocket socket = builder.buildAsync(uri(balancer), listener).get(10, TimeUnit.SECONDS);
                assertThat(socket.getSubprotocol()).isEqualTo(protocol == null ? "" : protocol);
                socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
                assertThat(listener.next()).isEqualTo("text hello");
                socket.sendBinary(ByteBuffer.wrap(new byte[100]), true).get(10, TimeUnit.SECONDS);
                assertThat(listener.next()).isEqualTo("binary 100");
                socket.sendPing(ByteBuffer.wrap(new byte[1])).get(10, TimeUnit.SECONDS);
                assertThat(listener.next()).isEqualTo("pong");
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
                assertThat(listener.next()).isEqualTo("close 1000");
            }
            assertThat(balancer.running().http().statistics().get(HttpCounter.RESPONSES_1XX)).isEqualTo(3);
        }
    }

    @Test
    void aWebSocketGoesToTheNodeOfItsSession() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            HttpNode.register(balancer, "n2", NodeState.UP, balancer.add(new RawHttpNode(WebSocketEcho::serve)).port());
            for (int i = 0; i < 3; i++) {
                Listener listener = new Listener();
                WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder().header("Cookie", "JSESSIONID=a.n2")
                        .buildAsync(uri(balancer), listener).get(10, TimeUnit.SECONDS);
                socket.sendText("x", true);
                assertThat(listener.next()).isEqualTo("text x");
                socket.abort();
            }
        }
    }

    @Test
    void whenOneSideEndsTheOtherLearnsOfIt() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
            HttpNode.register(balancer, "n1", NodeState.UP, balancer.add(new RawHttpNode(socket -> {
                sockets.add(socket);
                WebSocketEcho.serve(socket);
            })).port());
            Listener listener = new Listener();
            WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri(balancer), listener).get(10,
                    TimeUnit.SECONDS);
            sockets.poll(10, TimeUnit.SECONDS).close();
            assertThat(listener.next()).isEqualTo("close 1006");
            Listener other = new Listener();
            socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri(balancer), other).get(10, TimeUnit.SECONDS);
            Socket node = sockets.poll(10, TimeUnit.SECONDS);
            socket.abort();
            await().until(node::isClosed);
        }
    }

    @Test
    void theNodeLearnsOfTheClient() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0");
                Socket client = new Socket(Balancer.HOST, balancer.running().http().port())) {
            HttpNode.register(balancer, "n1", NodeState.UP, balancer.add(new RawHttpNode(WebSocketEcho::serve)).port());
            client.setSoTimeout(10_000);
            RawHttpNode.write(client, "GET /chat?x=1 HTTP/1.1\r\nHost: h\r\n" + UPGRADE);
            assertThat(RawHttpNode.readHeader(client.getInputStream())).startsWith("HTTP/1.1 101")
                    .contains("X-Seen: GET /chat?x=1 HTTP/1.1 for 127.0.0.1");
        }
    }

    @Test
    void aNodeThatRefusesTheUpgradeIsHeard() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            String request = "GET / HTTP/1.1\r\nHost: h\r\n" + UPGRADE;
            String close = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            assertThat(HttpClients.raw(balancer.running().http().port(), request + close).split("HTTP/1.1 200")).hasSize(3);
        }
    }
}
