/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;

/** What connections of clients cost: 10,000 of them less than 200 MB. A tenth of both in each build, with room for what starts once. */
class ConnectionsIT {
    private static final int CONNECTIONS = LongRun.isWanted() ? 10_000 : 1000;
    private static final long MOST_KILOBYTES = LongRun.isWanted() ? 200_000 : 50_000;

    @Test
    void connectionsOfClientsCostLittle() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("connections", List.of("-Xmx256m"), "host=127.0.0.1",
                "externalPort={external}",
                "internalPort={internal}", "heartbeatPort={heartbeat}", "operationsPort={operations}")) {
            BalancedNode node = balancer.node("n1");
            Operations operations = new Operations(balancer);
            exchange(balancer.tcpPhone(), node);
            operations.metrics();
            long before = residentKilobytes(balancer.process().pid());
            List<StreamPeer> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                StreamPeer client = balancer.with(StreamPeer.connect(balancer.external()));
                exchange(client, node);
                clients.add(client);
            }
            assertThat(operations.metrics().get("sip_balancer_connections")).isEqualTo(CONNECTIONS + 1.0);
            long after = residentKilobytes(balancer.process().pid());
            assertThat(after - before).as("kilobytes of memory for " + CONNECTIONS + " connections").isLessThan(MOST_KILOBYTES);
            for (int i = 0; i < CONNECTIONS; i += CONNECTIONS / 100) {
                exchange(clients.get(i), node);
            }
            for (StreamPeer client : clients) {
                client.close();
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(operations.metrics().get("sip_balancer_connections")).isOne());
        }
    }

    private static void exchange(Peer client, BalancedNode node) throws IOException {
        client.send(client.request("OPTIONS", "sip:bob@example.com"));
        node.answer(200);
        assertThat(client.receive().status()).isEqualTo(200);
    }

    private static long residentKilobytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IllegalStateException("no VmRSS of " + pid);
    }
}
