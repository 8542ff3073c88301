/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.testsuite.balancer.harness.AllTransports;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** SIPp's built-in scenarios through the balancer: no call fails, and nothing overtakes anything. */
class SippIT {
    private static final int RATE = 1000;
    private static final int CALM_RATE = 200;
    private static final int HOLD = 2000;
    private static final int NODES = 3;

    private final int seconds = (int) LongRun.of(Duration.ofSeconds(5), Duration.ofSeconds(60)).toSeconds();

    @BeforeEach
    void needSipp() {
        Sipp.assumeInstalled();
    }

    @Test
    void udp() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("sipp-udp")) {
            callAll(balancer, "UDP", "u1");
        }
    }

    @Test
    void tcp() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("sipp-tcp")) {
            callAll(balancer, "TCP", "t1");
        }
    }

    /** The calls come over TLS and go on over UDP, as with TLS termination. */
    @Test
    void tls() throws Exception {
        try (AllTransports all = new AllTransports("sipp-tls");
                TlsTunnel tunnel = new TlsTunnel(all.certificate(), all.balancer().address("TLS"))) {
            callAll(all.balancer(), "UDP", "u1", tunnel.address(), "-t", "t1");
        }
    }

    private void callAll(StartedBalancer balancer, String transport, String option) throws Exception {
        callAll(balancer, transport, option, balancer.external());
    }

    /**
     * @param caller options that replace those of the transport
     */
    private void callAll(StartedBalancer balancer, String transport, String option, InetSocketAddress to, String... caller)
            throws Exception {
        Path folder = balancer.folder();
        int port = balancer.freePort();
        ManagedProcess answering = Sipp.answer(folder, option, port);
        try (NativeHeartbeat node = new NativeHeartbeat(balancer.address("heartbeat"),
                new Announcement("sipp").address(transport, new InetSocketAddress(StartedBalancer.HOST, port)))) {
            int calls = RATE * this.seconds;
            SippStatistics result = Sipp.call(folder, option, balancer.freePort(), to, RATE, calls, caller);
            assertThat(result.failed()).as("failed calls").isZero();
            assertThat(result.unexpected()).as("messages out of order").isZero();
            assertThat(result.successful()).as("good calls").isEqualTo(calls);
            node.leave();
        } finally {
            answering.kill();
        }
    }

    /** Established calls go on, the BYE of those of the dead node is answered by another; what was unanswered is sent again. */
    @Test
    void aNodeIsKilledAndComesBackUnderLoadAndNoCallFails() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("sipp-kill")) {
            List<Responder> nodes = List.of(new Responder("r1", balancer), new Responder("r2", balancer), new Responder("r3", balancer));
            nodes.forEach(balancer::with);
            int calls = CALM_RATE * (this.seconds + 1);
            CompletableFuture<SippStatistics> running = CompletableFuture.supplyAsync(() -> calls(balancer, calls));
            await().atMost(Duration.ofSeconds(60)).until(() -> nodes.get(1).answered() > calls / NODES / 4);
            nodes.get(1).die();
            int before = nodes.get(0).answered();
            await().atMost(Duration.ofSeconds(60)).until(() -> nodes.get(0).answered() > before + calls / NODES / 4);
            int whenDead = nodes.get(1).answered();
            nodes.get(1).start();
            SippStatistics result = running.get(2, TimeUnit.MINUTES);
            assertThat(result.failed()).as("failed calls").isZero();
            assertThat(result.successful()).as("good calls").isEqualTo(calls);
            assertThat(nodes.get(1).answered()).as("calls of the node that came back").isGreaterThan(whenDead);
        }
    }

    private static SippStatistics calls(StartedBalancer balancer, int calls) {
        try {
            return Sipp.call(balancer.folder(), "u1", balancer.freePort(), balancer.external(), CALM_RATE, calls, "-d",
                    Integer.toString(HOLD));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
