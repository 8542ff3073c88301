/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wildfly.sip.testsuite.balancer.harness.AllTransports;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/**
 * What connections of clients cost, each of which has sent a request and got its answer: in each build what lives in the heap for them,
 * with {@code -Dtest.long=true} also that 10,000 take less than 200 MB of the machine's memory.
 */
class ConnectionsIT {
    private static final int CONNECTIONS = LongRun.isWanted() ? 10_000 : 250;
    /** With the first ones come classes and tables. */
    private static final int FIRST = 50;
    private static final long MOST_RESIDENT_KILOBYTES = 200_000;

    @ParameterizedTest
    @CsvSource({"TCP,4000", "TLS,11000", "WS,4000", "WSS,11000"})
    void connectionsOfClientsCostLittle(String transport, long mostBytes) throws Exception {
        try (AllTransports all = new AllTransports("connections-" + transport, StartedBalancer.optionsOfScript(),
                "operationsPort={operations}")) {
            StartedBalancer balancer = all.balancer();
            BalancedNode node = balancer.node("n1");
            Operations operations = new Operations(balancer);
            assertThat(operations.metrics().get("sip_balancer_connections")).isZero();
            ProcessMemory memory = new ProcessMemory(balancer.process().pid());
            long idle = memory.residentKilobytes();
            long first = 0;
            List<Peer> clients = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                if (i == FIRST) {
                    first = memory.liveBytes();
                }
                Peer client = balancer.with(all.connect(transport));
                exchange(client, node);
                clients.add(client);
            }
            assertThat(operations.metrics().get("sip_balancer_connections")).isEqualTo(CONNECTIONS);
            long resident = memory.residentKilobytes() - idle;
            long live = (memory.liveBytes() - first) / (CONNECTIONS - FIRST);
            Figures.add(balancer, "%d connections over %s: %d KB resident, each %d bytes in the heap", CONNECTIONS, transport, resident,
                    live);
            assertThat(live).as("bytes in the heap for each").isLessThan(mostBytes);
            if (LongRun.isWanted()) {
                assertThat(resident).as("kilobytes of memory").isLessThan(MOST_RESIDENT_KILOBYTES);
            }
            for (int i = 0; i < CONNECTIONS; i += CONNECTIONS / FIRST) {
                exchange(clients.get(i), node);
            }
            for (Peer client : clients) {
                client.close();
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(operations.metrics().get("sip_balancer_connections")).isZero());
        }
    }

    private static void exchange(Peer client, BalancedNode node) throws IOException {
        client.send(client.request("OPTIONS", "sip:bob@example.com"));
        node.answer(200);
        assertThat(client.receive().status()).isEqualTo(200);
    }
}
