/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a balancer's process does when it gets a signal.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It sends signals of POSIX, which Windows does not have")
class SignalsTestCase {
    private static final byte[] OPTIONS = ("OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
            + "To: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final String NODE = "performanceTestingMode=true\nextraServerNodes=127.0.0.1:9";

    @TempDir
    private Path directory;

    @Test
    void whenItIsToldToStopItIsUnreadyGoesOnWhileMessagesComeAndEndsWhenNoneDoes() throws Exception {
        try (BalancerProcess balancer = new BalancerProcess(this.directory, List.of(), NODE, "shutdownTimeout=600000");
                DatagramSocket phone = new DatagramSocket()) {
            balancer.awaitOutput("SIPLB0001");
            assertThat(balancer.status("/health/ready")).isEqualTo(200);
            DatagramPacket packet = new DatagramPacket(OPTIONS, OPTIONS.length,
                    new InetSocketAddress(InetAddress.getByName("127.0.0.1"), balancer.externalPort()));
            balancer.signal("TERM");
            balancer.awaitOutput("SIPLB0006");
            long start = System.nanoTime();
            await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(20)).until(() -> {
                phone.send(packet);
                assertThat(balancer.status("/health/ready")).isEqualTo(503);
                return System.nanoTime() - start > Duration.ofSeconds(2).toNanos();
            });
            assertThat(balancer.isAlive()).isTrue();
            assertThat(balancer.awaitExit()).isEqualTo(143);
            assertThat(balancer.output()).contains("SIPLB0002", "SIPLB0003");
        }
    }

    @Test
    void whenItIsToldTwiceItStopsAtOnce() throws Exception {
        try (BalancerProcess balancer = new BalancerProcess(this.directory, List.of(), "shutdownTimeout=600000")) {
            balancer.awaitOutput("SIPLB0001").signal("TERM");
            balancer.awaitOutput("SIPLB0006").signal("TERM");
            assertThat(balancer.awaitExit()).isEqualTo(143);
        }
    }

    private BalancerProcess troublesome(String trouble) throws Exception {
        return new BalancerProcess(this.directory, List.of(), "algorithmClass=" + TroublesomeAlgorithm.class.getName(),
                "algorithm.trouble=" + trouble).awaitOutput("troublesome algorithm");
    }

    @Test
    void whenItIsToldToStopWhileItStartsItEndsWithoutComingThatFar() throws Exception {
        try (BalancerProcess balancer = troublesome("start-hangs")) {
            balancer.signal("TERM");
            assertThat(balancer.awaitExit()).isEqualTo(143);
        }
    }

    @Test
    void aPartThatCannotBeStoppedDoesNotKeepItRunning() throws Exception {
        try (BalancerProcess balancer = troublesome("stop-fails")) {
            balancer.awaitOutput("SIPLB0001").signal("TERM");
            assertThat(balancer.awaitExit()).isEqualTo(143);
            assertThat(balancer.output()).contains("SIPLB0009", "SIPLB0003");
        }
    }

    /** As before, but where nobody catches it: what the balancer remembers is asked for before its parts are stopped. */
    @Test
    void anErrorEndsIt() throws Exception {
        try (BalancerProcess balancer = troublesome("show-fails")) {
            balancer.awaitOutput("SIPLB0001").signal("TERM");
            assertThat(balancer.awaitExit()).isEqualTo(1);
            assertThat(balancer.output()).contains("SIPLB0007");
        }
    }

    @Test
    void aPartThatHangsWhenItIsStoppedDoesNotOutliveTheThirdSignal() throws Exception {
        try (BalancerProcess balancer = troublesome("stop-hangs")) {
            balancer.awaitOutput("SIPLB0001").signal("TERM");
            balancer.awaitOutput("SIPLB0002").signal("TERM");
            balancer.signal("TERM");
            assertThat(balancer.awaitExit()).isEqualTo(143);
        }
    }

    @Test
    void anInterruptFromTheKeyboardStopsIt() throws Exception {
        assumeThat(BalancerProcess.gets("INT")).isTrue();
        try (BalancerProcess balancer = new BalancerProcess(this.directory, List.of())) {
            balancer.awaitOutput("SIPLB0001").signal("INT");
            assertThat(balancer.awaitExit()).isEqualTo(130);
        }
    }

    @Test
    void aHangUpMakesItReadItsConfigurationAgain() throws Exception {
        assumeThat(BalancerProcess.gets("HUP")).isTrue();
        try (BalancerProcess balancer = new BalancerProcess(this.directory, List.of())) {
            balancer.awaitOutput("SIPLB0001");
            BalancerProcess.configure(this.directory, "logLevel=WARN", "externalHost=127.0.0.1", "maxConnections=5");
            balancer.signal("HUP");
            balancer.awaitOutput("need a restart: [externalHost, maxConnections]");
            BalancerProcess.configure(this.directory, "maxConnections=few");
            balancer.signal("HUP");
            balancer.awaitOutput("maxConnections=few is not a whole number");
            assertThat(balancer.status("/health/live")).isEqualTo(200);
        }
    }
}
