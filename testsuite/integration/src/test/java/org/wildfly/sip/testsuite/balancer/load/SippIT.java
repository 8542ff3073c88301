/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

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
}
