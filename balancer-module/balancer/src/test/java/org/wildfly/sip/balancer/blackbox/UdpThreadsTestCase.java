/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.DatagramSocket;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;

/**
 * Several threads that share a UDP port ({@code udpThreads}).
 */
class UdpThreadsTestCase {
    private static final int PHONES = 40;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private Balancer balancer;
    private UdpPeer node;

    @BeforeEach
    void start() throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            assumeTrue(socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT), "The system cannot share a port");
        }
        this.balancer = new Balancer("udpThreads=2");
        this.node = this.balancer.node("n1");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    @Test
    void theyShareTheLoadAndKeepTheOrderOfEachSender() throws Exception {
        Map<Long, Long> before = cpu();
        for (int i = 0; i < PHONES; i++) {
            UdpPeer phone = this.balancer.phone();
            phone.send(this.balancer.external(), phone.request("OPTIONS", "sip:first@example.com"));
            phone.send(this.balancer.external(), phone.request("OPTIONS", "sip:second@example.com"));
            assertThat(this.node.receive().startLine()).contains("first");
            Message second = this.node.receive();
            assertThat(second.startLine()).contains("second");
            this.node.send(this.balancer.internal(), second.response(200, "b"));
            assertThat(phone.receive().status()).isEqualTo(200);
        }
        assertThat(cpu()).hasSize(2).allSatisfy((thread, time) -> assertThat(time).isGreaterThan(before.get(thread)));
    }

    @Test
    void anotherBalancerDoesNotGetIntoASharedPort() {
        String text = "host=127.0.0.1\nexternalUdpPort=" + this.balancer.external().getPort() + "\nheartbeatPort=0\nudpThreads=2\n";
        assertThatThrownBy(() -> new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(text)))).isInstanceOf(IOException.class).hasMessageContaining("externalUdpPort");
    }

    /** The time that each of the threads at the external port has run. */
    private Map<Long, Long> cpu() {
        String name = "SIP balancer UDP " + this.balancer.external().getPort();
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith(name))
                .collect(Collectors.toMap(Thread::getId, thread -> this.threads.getThreadCpuTime(thread.getId())));
    }
}
