/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What of HTTP changes without a restart.
 */
class HttpReloadTestCase {
    private static final String PORTS = "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\n"
            + "httpPort=0\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private LoadBalancer balancer;

    @TempDir
    private Path directory;

    private void write(String lines) throws Exception {
        Files.writeString(this.directory.resolve("lb.properties"), PORTS + lines);
    }

    private void start(String lines) throws Exception {
        write(lines);
        ConfigurationFile source = new ConfigurationFile(this.directory.resolve("lb.properties"), new ConfigurationReader(warning -> {
        }));
        this.balancer = new LoadBalancer(source.read(), source);
    }

    private void reload(String lines) throws Exception {
        write(lines);
        assertThat(this.balancer.reloader().reload().restart()).isEmpty();
    }

    private void register(HttpNode node) {
        this.balancer.registry().nodeRegistered(new NodeDescription(node.name(), "0",
                Map.of(Transport.UDP, new InetSocketAddress(Balancer.HOST, node.port())), node.name(),
                OptionalInt.of(node.port())), NodeState.UP);
    }

    private HttpResponse<String> send(String target, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.balancer.http().port() + target));
        return this.client.send(body == null ? request.build() : request.POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    @AfterEach
    void close() {
        this.balancer.close();
    }

    @Test
    void whatClientsAreToldWithoutANodeChanges() throws Exception {
        start("");
        assertThat(send("/", null).headers().firstValue("Retry-After")).contains("5");
        reload("retryAfter=9\n");
        assertThat(send("/", null).headers().firstValue("Retry-After")).contains("9");
        reload("unavailableHost=sorry.example.com\n");
        assertThat(send("/path", null).headers().firstValue("Location")).contains("http://sorry.example.com/path");
    }

    @Test
    void limitsAndTimeoutsChangeAndARunningRequestGoesOn() throws Exception {
        start("");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        try (HttpNode node = new HttpNode("n1")) {
            register(node);
            node.behaviour = exchange -> {
                asked.countDown();
                changed.await();
                HttpNode.answer(exchange, 200, "slow");
            };
            CompletableFuture<HttpResponse<String>> running = CompletableFuture.supplyAsync(() -> {
                try {
                    return send("/", null);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            asked.await();
            reload("maxContentLength=10\nhttpResponseTimeout=300\nhttpForwardedHeader=true\n");
            assertThat(send("/", "more than ten bytes").statusCode()).isEqualTo(413);
            assertThat(send("/", null).statusCode()).isEqualTo(504);
            changed.countDown();
            assertThat(running.get().body()).isEqualTo("slow");
            node.behaviour = exchange -> HttpNode.answer(exchange, 200, "quick");
            assertThat(send("/", null).body()).isEqualTo("quick");
            assertThat(node.last().header("Forwarded")).contains("for=127.0.0.1");
        }
    }

    @Test
    void whoIsBelievedChangesAndTheLengthOfAHeaderForNewConnections() throws Exception {
        start("httpTrustedProxies=192.0.2.1\n");
        try (HttpNode node = new HttpNode("n1")) {
            register(node);
            String request = "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 203.0.113.9\r\nX-Long: " + "x".repeat(2000)
                    + "\r\nConnection: close\r\n\r\n";
            assertThat(HttpClients.raw(this.balancer.http().port(), request)).startsWith("HTTP/1.1 200");
            assertThat(node.last().header("X-Forwarded-For")).doesNotContain("203.0.113.9");
            reload("httpTrustedProxies=127.0.0.0/8\n");
            assertThat(HttpClients.raw(this.balancer.http().port(), request)).startsWith("HTTP/1.1 200");
            assertThat(node.last().header("X-Forwarded-For")).contains("203.0.113.9");
            reload("httpMaxHeaderSize=1024\n");
            assertThat(HttpClients.raw(this.balancer.http().port(), request)).doesNotStartWith("HTTP/1.1 200");
        }
    }
}
