/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;

/**
 * Connections, nodes and balancers that are gone, and come back.
 */
class HeartbeatLossTestCase extends HeartbeatScene {
    @Test
    void aClosedConnectionIsADeadNodeAtOnceAndTheOthersAreTold() throws Exception {
        HeartbeatServer server = server("s3cret", Duration.ofMinutes(5));
        client("n2", "s3cret", server.localAddress(), new Recorder("n2"));
        try (RawNode raw = new RawNode(server.localAddress(), "s3cret")) {
            raw.register("n1");
            await().until(() -> this.events.contains("registered n1 UP") && this.events.contains("n2 up lb1"));
        }
        await().atMost(Duration.ofSeconds(2)).until(() -> this.events.contains("n2 told of n1"));
        assertThat(this.events).anyMatch(event -> event.startsWith("down n1"));
    }

    @Test
    void aSilentNodeIsDeadAfterTheNodeTimeoutAndATalkingOneIsNot() throws Exception {
        HeartbeatServer server = server(null, Duration.ofMillis(600));
        HeartbeatClient talking = client("n2", null, server.localAddress(), new Recorder("n2"));
        try (RawNode silent = new RawNode(server.localAddress(), null)) {
            silent.register("n1");
            await().until(() -> this.events.contains("down n1 silent for 600 ms"));
        }
        assertThat(this.events).noneMatch(event -> event.startsWith("down n2"));
        assertThat(talking.balancers()).hasSize(1);
    }

    @Test
    void aNodeThatComesBackIsBack() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        try (RawNode first = new RawNode(server.localAddress(), null)) {
            first.register("n1");
            await().until(() -> this.events.contains("registered n1 UP"));
        }
        await().until(() -> this.events.stream().anyMatch(event -> event.startsWith("down n1")));
        this.events.clear();
        client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> this.events.contains("registered n1 UP"));
    }

    @Test
    void aSecondConnectionOfANameTakesThePlaceOfTheFirst() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        try (RawNode first = new RawNode(server.localAddress(), null); RawNode second = new RawNode(server.localAddress(), null)) {
            first.register("n1");
            second.register("n1");
            assertThat(first.isClosedByServer()).isTrue();
        }
        await().until(() -> this.events.stream().anyMatch(event -> event.startsWith("down n1")));
        assertThat(this.events).filteredOn(event -> event.startsWith("down n1")).hasSize(1);
    }

    @Test
    void aBalancerThatRestartsIsFoundAgain() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        int port = server.localAddress().getPort();
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> !client.balancers().isEmpty());
        server.close();
        await().until(() -> this.events.contains("n1 lost lb1"));
        assertThat(client.balancers()).isEmpty();
        server(null, Duration.ofSeconds(5), port, new ArrayList<>());
        await().until(() -> !client.balancers().isEmpty());
    }
}
