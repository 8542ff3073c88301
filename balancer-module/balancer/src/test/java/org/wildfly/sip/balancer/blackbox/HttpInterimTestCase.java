/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What becomes of the interim responses of a node (RFC 9110 section 15.2).
 */
class HttpInterimTestCase {
    private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nreal";

    private static RawHttpNode node(Balancer balancer, RawHttpNode.Behaviour behaviour) throws Exception {
        RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
            socket.setTcpNoDelay(true);
            while (!RawHttpNode.readHeader(socket.getInputStream()).isEmpty()) {
                behaviour.serve(socket);
            }
        }));
        HttpNode.register(balancer, "n1", NodeState.UP, node.port());
        return node;
    }

    private static void assertRealResponse(Balancer balancer) throws Exception {
        HttpResponse<String> response = HttpClients.get(balancer, "/");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("real");
        assertThat(response.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void theResponseThatFollowsThemReachesTheClientHoweverTheyCome() throws Exception {
        List<RawHttpNode.Behaviour> ways = List.of(socket -> RawHttpNode.write(socket, HINTS + OK),
                socket -> RawHttpNode.write(socket, HINTS + HINTS.replace("103 Early Hints", "102 Processing") + OK),
                socket -> RawHttpNode.write(socket, "HTTP/1.1 199 X\n\n" + OK), HttpInterimTestCase::byteByByte, socket -> {
                    RawHttpNode.write(socket, HINTS.substring(0, 10));
                    RawHttpNode.write(socket, HINTS.substring(10) + OK.substring(0, 11));
                    RawHttpNode.write(socket, OK.substring(11));
                }, socket -> RawHttpNode.write(socket, OK));
        try (Balancer balancer = new Balancer("httpPort=0")) {
            AtomicInteger count = new AtomicInteger();
            RawHttpNode node = node(balancer, socket -> ways.get(count.getAndIncrement() % ways.size()).serve(socket));
            for (int i = 0; i < 3 * ways.size(); i++) {
                assertRealResponse(balancer);
            }
            assertThat(node.connections()).as("connections are kept for further requests").isLessThanOrEqualTo(2);
        }
    }

    private static void byteByByte(Socket socket) throws Exception {
        String text = HINTS + OK;
        for (int i = 0; i < text.length(); i++) {
            RawHttpNode.write(socket, text.substring(i, i + 1));
        }
    }

    @Test
    void theResponseMayComeLongAfterThem() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0", "httpResponseTimeout=500")) {
            Semaphore wait = new Semaphore(0);
            node(balancer, socket -> {
                RawHttpNode.write(socket, HINTS);
                wait.acquire();
            });
            assertThat(HttpClients.get(balancer, "/").statusCode()).as("hints are no response").isEqualTo(504);
            wait.release();
        }
    }

    @Test
    void continueGoesThroughAndWhatFollowsItToo() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            node(balancer, socket -> {
                RawHttpNode.write(socket, HINTS + "HTTP/1.1 100 Continue\r\n\r\n" + HINTS);
                for (int i = 0; i < 5; i++) {
                    socket.getInputStream().read();
                }
                RawHttpNode.write(socket, HINTS + OK);
            });
            for (int i = 0; i < 3; i++) {
                HttpRequest request = HttpClients.request(balancer, "/").expectContinue(true).POST(BodyPublishers.ofString("12345"))
                        .build();
                HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("real");
            }
        }
    }

    @Test
    void interimResponsesWithoutEndAreAFailureOfTheNode() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            node(balancer, socket -> {
                for (int i = 0; i < 10_000; i++) {
                    RawHttpNode.write(socket, HINTS);
                }
            });
            assertThat(HttpClients.get(balancer, "/").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void aLongResponseIsWholeBehindThem() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            String body = "0123456789".repeat(20_000);
            node(balancer, socket -> RawHttpNode.write(socket,
                    HINTS.repeat(50) + "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
            for (int i = 0; i < 5; i++) {
                assertThat(HttpClients.get(balancer, "/").body()).isEqualTo(body);
            }
        }
    }
}
