/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Client and server against each other, and the server against those who do not keep to the protocol.
 */
class HeartbeatTestCase {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final BalancerDescription BALANCER = new BalancerDescription("lb1",
            Map.of(Transport.UDP, new InetSocketAddress(LOOPBACK, 5065)),
            Map.of(Transport.UDP, new InetSocketAddress(LOOPBACK, 5060)));

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : this.resources) {
            resource.close();
        }
    }

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

    @Test
    void aWrongSecretOrNoneIsRefusedOnBothSides() throws Exception {
        HeartbeatServer secured = server("s3cret", Duration.ofSeconds(5));
        HeartbeatServer open = server(null, Duration.ofSeconds(5));
        HeartbeatClient wrong = client("n1", "other", secured.localAddress(), new Recorder("n1"));
        HeartbeatClient none = client("n2", null, secured.localAddress(), new Recorder("n2"));
        HeartbeatClient unexpected = client("n3", "s3cret", open.localAddress(), new Recorder("n3"));
        HeartbeatClient right = client("n4", "s3cret", secured.localAddress(), new Recorder("n4"));
        await().until(() -> !right.balancers().isEmpty());
        await().during(Duration.ofMillis(300))
                .until(() -> wrong.balancers().isEmpty() && none.balancers().isEmpty() && unexpected.balancers().isEmpty());
        assertThat(this.events).filteredOn(event -> event.startsWith("registered")).containsExactly("registered n4 UP");
    }

    @Test
    void aReplayedFrameEndsTheConnection() throws Exception {
        HeartbeatServer server = server("s3cret", Duration.ofSeconds(5));
        try (RawNode raw = new RawNode(server.localAddress(), "s3cret")) {
            raw.register("n1");
            byte[] drain = raw.sealed(FrameType.STATE, new PayloadWriter().i64(1).u8(NodeState.DRAINING.code()).toBytes());
            raw.write(drain);
            await().until(() -> this.events.contains("state n1 DRAINING"));
            raw.write(drain);
            assertThat(raw.isClosedByServer()).isTrue();
        }
        assertThat(this.events).filteredOn("state n1 DRAINING"::equals).hasSize(1);
    }

    @Test
    void aRecordedConnectionCannotBePlayedAgain() throws Exception {
        HeartbeatServer server = server("s3cret", Duration.ofSeconds(5));
        byte[] recorded;
        try (RawNode raw = new RawNode(server.localAddress(), "s3cret")) {
            raw.register("n1");
            recorded = raw.sent();
        }
        await().until(() -> this.events.stream().anyMatch(event -> event.startsWith("down n1")));
        this.events.clear();
        try (Socket again = new Socket(LOOPBACK, server.localAddress().getPort())) {
            again.setSoTimeout(5000);
            again.getOutputStream().write(recorded);
            // A challenge of another nonce, then a refusal, and the end.
            DataInputStream in = new DataInputStream(again.getInputStream());
            in.skipNBytes(in.readInt());
            int length = in.readInt();
            assertThat(in.readByte()).isEqualTo(FrameType.REFUSED.code());
            assertThat(Refusal.of(in.readByte())).isEqualTo(Refusal.SECRET_WRONG);
            assertThat(length).isEqualTo(2);
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(this.events).isEmpty();
    }

    @Test
    void garbageEndsItsOwnConnectionOnly() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> !client.balancers().isEmpty());
        Random random = new Random(20260301);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(300)];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                // A plausible length, so that the frame itself is looked at.
                garbage = RawNode.frame(random.nextInt(14), garbage);
            }
            try (Socket socket = new Socket(LOOPBACK, server.localAddress().getPort())) {
                socket.getOutputStream().write(garbage);
            } catch (IOException e) {
                // Closed by the server before all was written.
                assertThat(e).isNotNull();
            }
        }
        client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(this.events).contains("state n1 DRAINING").doesNotContain("n1 lost lb1");
    }

    @Test
    void aFrameInPiecesIsAFrame() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        try (Socket socket = new Socket(LOOPBACK, server.localAddress().getPort())) {
            socket.setTcpNoDelay(true);
            for (byte b : RawNode.frame(FrameType.HELLO.code(), Hello.write(false, SessionKeys.nonce()))) {
                socket.getOutputStream().write(b);
            }
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(5)[4]).isEqualTo(FrameType.CHALLENGE.code());
        }
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

    private HeartbeatServer server(String secret, Duration nodeTimeout) throws IOException {
        return server(secret, nodeTimeout, 0, new ArrayList<>());
    }

    private HeartbeatServer server(String secret, Duration nodeTimeout, int port, Collection<NodeDescription> nodes) throws IOException {
        HeartbeatServer server = new HeartbeatServer(new HeartbeatServer.Configuration() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(LOOPBACK, port);
            }

            @Override
            public BalancerDescription balancer() {
                return BALANCER;
            }

            @Override
            public byte[] secret() {
                return bytes(secret);
            }

            @Override
            public Duration nodeTimeout() {
                return nodeTimeout;
            }

            @Override
            public HeartbeatServer.Listener listener() {
                return new ServerRecorder(nodes);
            }
        });
        this.resources.add(server);
        server.start();
        return server;
    }

    private HeartbeatClient client(String name, String secret, InetSocketAddress balancer, HeartbeatClient.Listener listener) {
        return client(name, secret, balancer, listener, true);
    }

    private HeartbeatClient client(String name, String secret, InetSocketAddress balancer, HeartbeatClient.Listener listener,
            boolean start) {
        HeartbeatClient client = new HeartbeatClient(new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return RawNode.describe(name);
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                return balancer == null ? List.of() : List.of(balancer);
            }

            @Override
            public byte[] secret() {
                return bytes(secret);
            }

            @Override
            public Duration interval() {
                return Duration.ofMillis(100);
            }

            @Override
            public Duration reconnectDelay() {
                return Duration.ofMillis(100);
            }

            @Override
            public HeartbeatClient.Listener listener() {
                return listener;
            }
        });
        this.resources.add(client);
        if (start) {
            client.start();
        }
        return client;
    }

    static byte[] bytes(String secret) {
        return secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
    }

    private final class Recorder implements HeartbeatClient.Listener {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public void balancerUp(BalancerDescription balancer) {
            HeartbeatTestCase.this.events.add(this.name + " up " + balancer.id());
        }

        @Override
        public void balancerDown(BalancerDescription balancer) {
            HeartbeatTestCase.this.events.add(this.name + " lost " + balancer.id());
        }

        @Override
        public void nodeDown(String nodeName) {
            HeartbeatTestCase.this.events.add(this.name + " told of " + nodeName);
        }
    }

    private final class ServerRecorder implements HeartbeatServer.Listener {
        private final Collection<NodeDescription> nodes;

        ServerRecorder(Collection<NodeDescription> nodes) {
            this.nodes = nodes;
        }

        @Override
        public void nodeRegistered(NodeDescription node, NodeState state) {
            this.nodes.add(node);
            HeartbeatTestCase.this.events.add("registered " + node.name() + ' ' + state);
        }

        @Override
        public void nodeStateChanged(String name, NodeState state) {
            HeartbeatTestCase.this.events.add("state " + name + ' ' + state);
        }

        @Override
        public void nodeDown(String name, String reason) {
            HeartbeatTestCase.this.events.add("down " + name + ' ' + reason);
        }

        @Override
        public void nodeLeft(String name) {
            HeartbeatTestCase.this.events.add("left " + name);
        }
    }
}
