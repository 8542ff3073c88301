/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * Nodes register, tell their states and leave.
 */
class HeartbeatTestCase extends HeartbeatScene {
    @Test
    void aNodeRegistersAndLearnsOfItsBalancer() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> this.events.contains("n1 up lb1"));
        assertThat(this.events).contains("registered n1 UP");
        assertThat(client.balancers()).containsExactly(BALANCER);
    }

    @Test
    void theWildcardAddressOfANodeBecomesThatOfItsConnection() throws Exception {
        List<NodeDescription> nodes = new CopyOnWriteArrayList<>();
        HeartbeatServer server = server(null, Duration.ofSeconds(5), 0, nodes);
        client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> !nodes.isEmpty());
        assertThat(nodes.get(0).addresses()).containsOnly(Map.entry(Transport.UDP, new InetSocketAddress(LOOPBACK, 5080)));
    }

    @Test
    void anAnnouncedStateIsKnownToTheBalancerWhenItIsAcknowledged() throws Exception {
        HeartbeatServer server = server("s3cret", Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", "s3cret", server.localAddress(), new Recorder("n1"));
        await().until(() -> !client.balancers().isEmpty());
        client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(this.events).contains("state n1 DRAINING");
        client.announce(NodeState.UP).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(this.events).contains("state n1 UP");
    }

    @Test
    void anAnnouncementWithoutBalancersIsDoneAtOnceAndValidForThoseThatCome() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", null, null, new Recorder("n1"));
        client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
        client.addBalancer(server.localAddress());
        await().until(() -> this.events.contains("registered n1 DRAINING"));
    }

    @Test
    void aNodeThatSaysGoodbyeLeavesAndNobodyIsAlarmed() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        client("n2", null, server.localAddress(), new Recorder("n2"));
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> this.events.contains("n1 up lb1") && this.events.contains("n2 up lb1"));
        client.close();
        await().until(() -> this.events.contains("left n1"));
        assertThat(this.events).doesNotContain("n2 told of n1").noneMatch(event -> event.startsWith("down"));
        assertThat(client.balancers()).isEmpty();
    }

    @Test
    void aRemovedBalancerIsLeft() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> this.events.contains("n1 up lb1"));
        client.removeBalancer(server.localAddress());
        await().until(() -> this.events.contains("left n1"));
        await().until(() -> client.balancers().isEmpty());
    }

    @Test
    void aStateThatIsAnnouncedBeforeTheStartIsTheFirstOne() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"), false);
        client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
        client.start();
        await().until(() -> this.events.contains("registered n1 DRAINING") || this.events.contains("state n1 DRAINING"));
    }

    @Test
    void announcingNeverHangsWhenTheClientIsClosed() throws Exception {
        HeartbeatClient client = client("n1", null, null, new Recorder("n1"));
        client.close();
        CompletionStage<Void> announced = client.announce(NodeState.DRAINING);
        announced.toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
