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
import java.security.MessageDigest;
import java.util.Base64;
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
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Answers an upgrade as a WebSocket server does, then sends back whatever comes, without its masks. */
    private static void echo(Socket socket, BlockingQueue<String> headers) throws Exception {
        String header = RawHttpNode.readHeader(socket.getInputStream());
        headers.add(header);
        String key = value(header, "Sec-WebSocket-Key");
        String accept = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes()));
        String protocol = value(header, "Sec-WebSocket-Protocol");
        RawHttpNode.write(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept + (protocol == null ? "" : "\r\nSec-WebSocket-Protocol: " + protocol) + "\r\n\r\n");
        while (true) {
            int first = socket.getInputStream().read();
            int length = socket.getInputStream().read() & 0x7f;
            if (first < 0 || length > 125) {
                socket.close();
                return;
            }
            byte[] mask = socket.getInputStream().readNBytes(4);
            byte[] frame = socket.getInputStream().readNBytes(length);
            for (int i = 0; i < frame.length; i++) {
                frame[i] ^= mask[i % 4];
            }
            // A ping is answered by a pong.
            socket.getOutputStream().write(new byte[]{(byte) (first == 0x89 ? 0x8a : first), (byte) length});
            socket.getOutputStream().write(frame);
        }
    }

    private static String value(String header, String name) {
        return header.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip()).findAny().orElse(null);
    }

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
            BlockingQueue<String> headers = new LinkedBlockingQueue<>();
            HttpNode.register(balancer, "n1", NodeState.UP, balancer.add(new RawHttpNode(socket -> echo(socket, headers))).port());
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
                assertThat(headers.poll()).startsWith("GET /chat?x=1 HTTP/1.1").contains("X-Forwarded-For: 127.0.0.1");
            }
            assertThat(balancer.running().http().statistics().get(HttpCounter.RESPONSES_1XX)).isEqualTo(3);
        }
    }

    @Test
    void aWebSocketGoesToTheNodeOfItsSession() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            BlockingQueue<String> headers = new LinkedBlockingQueue<>();
            balancer.add(new HttpNode("n1")).register(balancer);
            HttpNode.register(balancer, "n2", NodeState.UP, balancer.add(new RawHttpNode(socket -> echo(socket, headers))).port());
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
            BlockingQueue<String> headers = new LinkedBlockingQueue<>();
            HttpNode.register(balancer, "n1", NodeState.UP, balancer.add(new RawHttpNode(socket -> {
                sockets.add(socket);
                echo(socket, headers);
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
    void aNodeThatRefusesTheUpgradeIsHeard() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            balancer.add(new HttpNode("n1")).register(balancer);
            String request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            String close = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            assertThat(HttpClients.raw(balancer.running().http().port(), request + close).split("HTTP/1.1 200")).hasSize(3);
        }
    }
}
