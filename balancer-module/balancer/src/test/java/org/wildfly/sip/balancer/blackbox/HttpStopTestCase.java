/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What becomes of running requests when the balancer stops.
 */
class HttpStopTestCase {
    private static final String HTTP = "httpPort=0";

    @Test
    void requestsThatRunWhenTheBalancerStopsAreFinished() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Balancer balancer = new Balancer(HTTP);
        CompletableFuture<String> response;
        CompletableFuture<Void> closing;
        try (HttpNode node = new HttpNode("n1").register(balancer)) {
            node.behaviour = exchange -> {
                arrived.countDown();
                go.await(10, TimeUnit.SECONDS);
                HttpNode.answer(exchange, 200, "finished");
            };
            int port = balancer.running().http().port();
            response = CompletableFuture.supplyAsync(() -> {
                try {
                    return HttpClients.raw(port, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            arrived.await(10, TimeUnit.SECONDS);
            closing = CompletableFuture.runAsync(() -> {
                try {
                    balancer.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().untilAsserted(() -> assertThatThrownBy(() -> new Socket(Balancer.HOST, port).close())
                    .isInstanceOf(ConnectException.class));
            assertThat(closing).isNotDone();
            go.countDown();
            assertThat(response.get(10, TimeUnit.SECONDS)).endsWith("finished");
            closing.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRequestThatDoesNotEndHoldsUpTheStopForABoundedTimeOnly() throws Exception {
        Balancer balancer = new Balancer(HTTP, "httpShutdownTimeout=200");
        try (RawHttpNode node = new RawHttpNode(socket -> RawHttpNode.readHeader(socket.getInputStream()));
                Socket client = new Socket(Balancer.HOST, balancer.running().http().port())) {
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            RawHttpNode.write(client, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            await().until(() -> node.connections() == 1);
            long start = System.nanoTime();
            balancer.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            client.setSoTimeout(5000);
            assertThat(new String(client.getInputStream().readAllBytes())).doesNotContain("200");
        }
    }
}
