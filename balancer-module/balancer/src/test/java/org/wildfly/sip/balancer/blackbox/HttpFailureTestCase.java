/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.http.HttpCounter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What clients see when there is no node, or when nodes refuse connections.
 */
class HttpFailureTestCase {
    private static final String HTTP = "httpPort=0";

    private static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Balancer.HOST))) {
            return socket.getLocalPort();
        }
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
            assertThat(balancer.count(HttpCounter.NO_NODE)).isEqualTo(4);
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
            assertThat(balancer.count(HttpCounter.REFUSED)).as("the node is left out after that").isEqualTo(1);
            assertThat(balancer.count(HttpCounter.RETRIES)).isEqualTo(1);
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
}
