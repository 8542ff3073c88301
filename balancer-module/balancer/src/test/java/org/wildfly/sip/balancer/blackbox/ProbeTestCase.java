/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Nodes that are asked whether they are alive.
 */
class ProbeTestCase {
    private static final String URI = "sip:bob@example.com";
    private static final String[] QUICK = {"probeInterval=50", "probeTimeout=1000", "probeFailures=2"};

    private static Balancer balancer(String nodes) throws Exception {
        return new Balancer(QUICK[0], QUICK[1], QUICK[2], nodes);
    }

    private static NodeState state(Balancer balancer, int port) {
        return balancer.running().registry().state("127.0.0.1:" + port);
    }

    private static void await(UdpPeer node, Balancer balancer, NodeState wanted) {
        Awaitility.await().until(() -> state(balancer, node.address().getPort()) == wanted);
    }

    /** Answers all that a node is asked, or ignores it, until it is closed. */
    private static final class Answering implements AutoCloseable {
        private final UdpPeer node;
        private final Thread thread = new Thread(this::run, "answering");
        private final Queue<Message> others = new ConcurrentLinkedQueue<>();
        private volatile int status;
        private volatile boolean closed;

        Answering(UdpPeer node, int status) {
            this.node = node;
            this.status = status;
            this.thread.start();
        }

        private void run() {
            while (!this.closed) {
                try {
                    Message message = this.node.receive();
                    if (!message.method().equals("OPTIONS")) {
                        this.others.add(message);
                    } else if (this.status > 0) {
                        this.node.send(to(message), message.response(this.status, "b"));
                    }
                } catch (IOException e) {
                    // Closed, or nothing came for a while.
                    this.closed |= e instanceof SocketException;
                }
            }
        }

        @Override
        public void close() throws Exception {
            this.closed = true;
            this.node.close();
            this.thread.join();
        }
    }

    private static InetSocketAddress to(Message probe) {
        String sentBy = probe.header("Via").replaceFirst(".* ([^;]*);.*", "$1");
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(sentBy.substring(sentBy.indexOf(':') + 1)));
    }

    @Test
    void aFixedNodeGetsCallsFromItsFirstAnswerUntilItsAnswersAreMissing() throws Exception {
        try (UdpPeer node = new UdpPeer(); Balancer balancer = balancer("nodes=127.0.0.1:" + node.address().getPort())) {
            UdpPeer phone = balancer.phone();
            assertThat(state(balancer, node.address().getPort())).isEqualTo(NodeState.DOWN);
            phone.send(balancer.external(), phone.request("INVITE", URI));
            assertThat(phone.receive().status()).isEqualTo(503);
            try (Answering answering = new Answering(node, 200)) {
                await(node, balancer, NodeState.UP);
                phone.send(balancer.external(), phone.request("INVITE", URI));
                Awaitility.await().until(() -> !answering.others.isEmpty());
                answering.status = 0;
                await(node, balancer, NodeState.DOWN);
                answering.status = 503;
                await(node, balancer, NodeState.UP);
            }
        }
    }

    @Test
    void aNodeThatAnswersWith503IsAliveAndGetsNothingNewUntilItAnswersOtherwise() throws Exception {
        try (UdpPeer node = new UdpPeer(); Balancer balancer = balancer("nodes=127.0.0.1:" + node.address().getPort())) {
            UdpPeer phone = balancer.phone();
            try (Answering answering = new Answering(node, 503)) {
                await(node, balancer, NodeState.UP);
                Awaitility.await().until(() -> health(balancer).overload() == 100);
                phone.send(balancer.external(), phone.request("INVITE", URI));
                assertThat(phone.receive().status()).isEqualTo(503);
                answering.status = 404;
                Awaitility.await().until(() -> health(balancer).overload() == 0);
                phone.send(balancer.external(), phone.request("INVITE", URI));
                Awaitility.await().until(() -> !answering.others.isEmpty());
            }
        }
    }

    @Test
    void aNodeThatAnswersWith503AndRetryAfterGetsNothingNewForThatTime() throws Exception {
        try (UdpPeer node = new UdpPeer(); Balancer balancer = balancer("nodes=127.0.0.1:" + node.address().getPort())) {
            Message probe = node.receive();
            node.send(to(probe), probe.response(503, "b").with("Retry-After: 3"));
            Awaitility.await().until(() -> health(balancer).overload() == 100);
            long refused = System.nanoTime();
            try (Answering answering = new Answering(node, 200)) {
                await(node, balancer, NodeState.UP);
                Awaitility.await().until(() -> health(balancer).overload() == 0);
                assertThat(Duration.ofNanos(System.nanoTime() - refused)).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(9));
            }
        }
    }

    private static NodeHealth health(Balancer balancer) {
        return balancer.running().registry().snapshot().all().get(0).health();
    }

    @Test
    void aNodeWithoutUdpIsAskedOverTcp() throws Exception {
        try (TcpPeer node = new TcpPeer();
                Balancer balancer = balancer("nodes=127.0.0.1:" + node.address().getPort() + ";transport=tcp")) {
            Awaitility.await().until(() -> {
                node.accept();
                node.send(node.receive().response(200, "b"));
                return state(balancer, node.address().getPort()) == NodeState.UP;
            });
            node.close();
            Awaitility.await().until(() -> state(balancer, node.address().getPort()) == NodeState.DOWN);
        }
    }

    @Test
    void aNodeThatAnnouncesItselfAndDoesNotAnswerIsDown() throws Exception {
        try (UdpPeer node = new UdpPeer(); Balancer balancer = balancer("probeAnnouncedNodes=true")) {
            Message announcement = node.request("OPTIONS", "sip:balancer@127.0.0.1").with("Mobicents-Heartbeat: 1")
                    .withBody("ip=127.0.0.1\nudpPort=" + node.address().getPort() + '\n');
            node.send(balancer.internal(), announcement);
            await(node, balancer, NodeState.UP);
            await(node, balancer, NodeState.DOWN);
            try (Answering answering = new Answering(node, 200)) {
                await(node, balancer, NodeState.UP);
            }
        }
    }

    @Test
    void probesAreNeverAmongTheMessagesOfCalls() throws Exception {
        try (UdpPeer node = new UdpPeer(); Balancer balancer = balancer("nodes=127.0.0.1:" + node.address().getPort())) {
            Message probe = node.receive();
            assertThat(probe.method()).isEqualTo("OPTIONS");
            assertThat(probe.header("Max-Forwards")).isEqualTo("0");
            assertThat(to(probe)).isNotIn(balancer.internal(), balancer.external());
        }
    }
}
