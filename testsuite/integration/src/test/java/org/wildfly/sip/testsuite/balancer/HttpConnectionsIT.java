/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.Certificate;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;
import org.wildfly.sip.testsuite.harness.Environment;

/** HTTP over TLS, HTTP/2, and WebSocket through the integrated HTTP load BED.balancer(). */
class HttpConnectionsIT {
    private static final String ANSWER = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    private static final String UPGRADE = "GET /chat HTTP/1.1\r\nHost: lb\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    /** A text frame, masked with zeros, and one as servers send it. */
    private static final byte[] FROM_CLIENT = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] FROM_SERVER = {(byte) 0x81, 2, 'y', 'o'};

    private static Certificate certificate;

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> {
        certificate = new Certificate(Environment.folder().resolve("balancer").resolve("http-connections"));
        return StartedBalancer.start("http-connections", "httpPort={http}", "httpsPort={https}", "httpsRedirectStatus=0",
                certificate.lines());
    });

    private static String head(InputStream in) throws Exception {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            assertThat(b).as("after " + text).isNotNegative();
            text.append((char) b);
        }
        return text.toString();
    }

    @Test
    void clientsSpeakHttp11AndHttp2OverTls() throws Exception {
        BED.balancer().with(new HttpNode("h1", "r1", BED.balancer()));
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpResponse<String> response = HttpClient.newBuilder().version(version).sslContext(certificate.ssl()).build()
                    .send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + BED.balancer().port("https") + "/a?b=c")).build(),
                            BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.body()).startsWith("node=h1\nGET /a?b=c\n").containsIgnoringCase("X-Forwarded-Proto: [https]");
        }
    }

    @Test
    void aWebSocketPassesInTheClearAndOverTls() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName(StartedBalancer.HOST))) {
            listener.setSoTimeout(Peer.PATIENCE);
            UdpPeer sip = BED.balancer().with(new UdpPeer(BED.balancer().internal()));
            BED.balancer().with(new NativeHeartbeat(BED.balancer().address("heartbeat"),
                    new Announcement("ws").address("UDP", sip.address()).http(listener.getLocalPort(), "")));
            for (String port : new String[]{"http", "https"}) {
                try (Socket client = port.equals("http")
                        ? new Socket(StartedBalancer.HOST, BED.balancer().port(port))
                        : certificate.connect(BED.balancer().address(port))) {
                    client.setSoTimeout(Peer.PATIENCE);
                    client.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                    try (Socket node = listener.accept()) {
                        node.setSoTimeout(Peer.PATIENCE);
                        assertThat(head(node.getInputStream())).startsWith("GET /chat HTTP/1.1\r\n")
                                .containsIgnoringCase("Upgrade: websocket");
                        node.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                        assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
                        client.getOutputStream().write(FROM_CLIENT);
                        assertThat(node.getInputStream().readNBytes(FROM_CLIENT.length)).isEqualTo(FROM_CLIENT);
                        node.getOutputStream().write(FROM_SERVER);
                        assertThat(client.getInputStream().readNBytes(FROM_SERVER.length)).isEqualTo(FROM_SERVER);
                    }
                }
            }
        }
    }
}
