/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.AllTransports;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/**
 * One of three nodes without state is killed and comes back while SIPp calls. Calls that are established go on, the BYE of those of the
 * dead node is answered by another. An INVITE that was unanswered is sent again: over UDP by the caller, over connections by the
 * balancer.
 */
class NodeKillIT {
    private static final int RATE = LongRun.isWanted() ? 1000 : 200;
    private static final String HOLD = "2000";
    private static final int NODES = 3;

    private final int calls = RATE * (int) LongRun.of(Duration.ofSeconds(6), Duration.ofSeconds(60)).toSeconds();

    /** Where SIPp calls, and how. */
    private record Caller(StartedBalancer balancer, InetSocketAddress to, String transport) {
    }

    @BeforeEach
    void needSipp() {
        Sipp.assumeInstalled();
    }

    @Test
    void noCallFailsOverUdp() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("kill-udp", "operationsPort={operations}")) {
            Sipblast sipblast = Sipblast.compile(balancer.folder());
            killUnderLoad(new Caller(balancer, balancer.external(), "u1"), "UDP", sipblast::startUdp);
        }
    }

    @Test
    void noCallFailsOverTcp() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("kill-tcp", "operationsPort={operations}")) {
            Sipblast sipblast = Sipblast.compile(balancer.folder());
            killUnderLoad(new Caller(balancer, balancer.external(), "t1"), "TCP", sipblast::startTcp);
        }
    }

    @Test
    void noCallFailsOverTls() throws Exception {
        try (AllTransports all = new AllTransports("kill-tls", "operationsPort={operations}", "internalTlsPort={internalTLS}");
                TlsTunnel tunnel = new TlsTunnel(all.certificate(), all.balancer().address("TLS"))) {
            SSLContext tls = all.certificate().ssl();
            killUnderLoad(new Caller(all.balancer(), tunnel.address(), "t1"), "TLS", address -> new TlsResponder("r", address, tls));
        }
    }

    private void killUnderLoad(Caller caller, String transport, Responder.Program program) throws Exception {
        StartedBalancer balancer = caller.balancer();
        Operations operations = new Operations(balancer);
        List<Responder> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(balancer.with(new Responder("r" + i, balancer, transport, program)));
        }
        Responder victim = nodes.get(1);
        CompletableFuture<SippStatistics> running = CompletableFuture.supplyAsync(() -> calls(caller));
        awaitInvites(operations, victim, this.calls / NODES / 4);
        victim.die();
        awaitInvites(operations, nodes.get(0), invites(operations, nodes.get(0)) + this.calls / NODES / 4);
        double whenDead = invites(operations, victim);
        victim.start();
        SippStatistics result = running.get(4, TimeUnit.MINUTES);
        Figures.add(balancer, "%s, %d calls/s: %d good, %d failed, %d retransmissions of SIPp; INVITEs of the victim %.0f, then %.0f; %s",
                transport, RATE, result.successful(), result.failed(), result.retransmissions(), whenDead, invites(operations, victim),
                dropped(operations));
        assertThat(result.failed()).as("failed calls").isZero();
        assertThat(result.successful()).as("good calls").isEqualTo(this.calls);
        assertThat(invites(operations, victim)).as("calls of the node that came back").isGreaterThan(whenDead);
    }

    private SippStatistics calls(Caller caller) {
        try {
            return Sipp.call(caller.balancer().folder(), caller.transport(), caller.balancer().freePort(), caller.to(), RATE, this.calls,
                    "-d", HOLD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitInvites(Operations operations, Responder node, double count) {
        await().atMost(Duration.ofSeconds(90)).until(() -> invites(operations, node) > count);
    }

    private static List<String> dropped(Operations operations) throws IOException, InterruptedException {
        return operations.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("sip_balancer_dropped") && metric.getValue() > 0)
                .map(Object::toString).toList();
    }

    private static double invites(Operations operations, Responder node) throws IOException, InterruptedException {
        return operations.metrics().getOrDefault(
                "sip_balancer_node_requests_total{direction=\"to_node\",method=\"INVITE\",node=\"" + node.name() + "\"}", 0.0);
    }
}
