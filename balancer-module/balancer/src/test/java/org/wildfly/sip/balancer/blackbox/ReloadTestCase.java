/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import org.wildfly.sip.balancer.reload.ReloadResult;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * A configuration that changes under calls.
 */
class ReloadTestCase {
    private static final String URI = "sip:bob@example.com";

    private final ConfigurationReader reader = new ConfigurationReader(warning -> {
    });
    private UdpPeer phone;
    private UdpPeer one;
    private UdpPeer other;
    private ConfigurationFile source;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() throws Exception {
        this.phone = new UdpPeer();
        this.one = new UdpPeer();
        this.other = new UdpPeer();
        this.source = new ConfigurationFile(this.directory.resolve("lb.properties"), this.reader);
    }

    @AfterEach
    void close() {
        this.phone.close();
        this.one.close();
        this.other.close();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(this.directory.resolve("lb.properties"),
                "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\nprobeInterval=0\n"
                        + String.join("\n", lines));
    }

    private static String node(UdpPeer peer, String name) {
        return "127.0.0.1:" + peer.address().getPort() + ";transport=udp;name=" + name;
    }

    private Message call(LoadBalancer balancer, UdpPeer node) throws IOException {
        Message invite = this.phone.request("INVITE", URI);
        this.phone.send(external(balancer), invite);
        Message forwarded = node.receive();
        node.send(new InetSocketAddress(Balancer.HOST, balancer.internalPort()), forwarded.response(200, "t"));
        return invite.inDialog("BYE", 2, this.phone.receive(), true);
    }

    private static InetSocketAddress external(LoadBalancer balancer) {
        return new InetSocketAddress(Balancer.HOST, balancer.externalPort());
    }

    @Test
    void nodesComeAndGoAndCallsOfThoseThatStayGoOn() throws Exception {
        write("nodes=" + node(this.one, "n1"));
        try (LoadBalancer balancer = new LoadBalancer(this.source.read(), this.source)) {
            Message bye = call(balancer, this.one);
            write("nodes=" + node(this.one, "n1") + ',' + node(this.other, "n2"));
            assertThat(balancer.reloader().reload()).isEqualTo(new ReloadResult(List.of("nodes"), List.of(), null));
            this.phone.send(external(balancer), bye);
            assertThat(this.one.receive().method()).isEqualTo("BYE");
            write("nodes=" + node(this.other, "n2"));
            balancer.reloader().reload();
            Message survivor = call(balancer, this.other);
            write("nodes=" + node(this.other, "n2"), "callIdAffinityMaxEntries=few");
            assertThat(balancer.reloader().reload().isGood()).isFalse();
            this.phone.send(external(balancer), survivor);
            assertThat(this.other.receive().method()).isEqualTo("BYE");
        }
    }

    @Test
    void callsKeepTheirNodesWhenTheAlgorithmChanges() throws Exception {
        String nodes = "nodes=" + node(this.one, "n1") + ',' + node(this.other, "n2");
        write(nodes);
        try (LoadBalancer balancer = new LoadBalancer(this.source.read(), this.source)) {
            Message first = call(balancer, this.one);
            Message second = call(balancer, this.other);
            write(nodes, "callIdAffinityMaxEntries=1024", "callIdAffinityMaxTimeInCache=100");
            assertThat(balancer.reloader().reload().changed()).contains("callIdAffinityMaxEntries", "callIdAffinityMaxTimeInCache");
            assertGoesTo(this.one, balancer, first);
            assertGoesTo(this.other, balancer, second);
            write(nodes, "algorithmClass=HeaderConsistentHash", "sipHeaderAffinityKey=from.user");
            assertThat(balancer.reloader().reload().restart()).isEmpty();
            assertGoesTo(this.one, balancer, first);
            assertGoesTo(this.other, balancer, second);
            write(nodes, "algorithmClass=ActiveStandby");
            balancer.reloader().reload();
            for (int i = 0; i < 3; i++) {
                this.phone.send(external(balancer), this.phone.request("OPTIONS", URI));
                assertThat(this.one.receive().method()).isEqualTo("OPTIONS");
            }
            assertGoesTo(this.other, balancer, second);
        }
    }

    private void assertGoesTo(UdpPeer node, LoadBalancer balancer, Message message) throws IOException {
        this.phone.send(external(balancer), message);
        assertThat(node.receive().method()).isEqualTo(message.method());
    }

    @Test
    void howManyErrorsAreTooManyChangesAtOnce() throws Exception {
        String nodes = "nodes=" + node(this.one, "n1") + ',' + node(this.other, "n2");
        write(nodes, "algorithmClass=ActiveStandby", "maxNumberResponsesWithError=0");
        try (LoadBalancer balancer = new LoadBalancer(this.source.read(), this.source)) {
            for (int i = 0; i < 8; i++) {
                this.phone.send(external(balancer), this.phone.request("OPTIONS", URI));
                Message options = this.one.receive();
                this.one.send(new InetSocketAddress(Balancer.HOST, balancer.internalPort()), options.response(503, "t"));
                assertThat(this.phone.receive().status()).isEqualTo(503);
            }
            write(nodes, "algorithmClass=ActiveStandby", "maxNumberResponsesWithError=5");
            assertThat(balancer.reloader().reload()).isEqualTo(new ReloadResult(List.of("maxNumberResponsesWithError"), List.of(), null));
            Awaitility.await().until(() -> balancer.registry().snapshot().byName("n1").health().ejection() == Ejection.ERRORS);
            this.phone.send(external(balancer), this.phone.request("OPTIONS", URI));
            assertThat(this.other.receive().method()).isEqualTo("OPTIONS");
        }
    }

    @Test
    void whoIsBlockedChangesAtOnce() throws Exception {
        write("nodes=" + node(this.one, "n1"));
        try (LoadBalancer balancer = new LoadBalancer(this.source.read(), this.source)) {
            Message rude = this.phone.request("OPTIONS", URI).with("User-Agent: rudedialer");
            this.phone.send(external(balancer), rude);
            assertThat(this.one.receive().method()).isEqualTo("OPTIONS");
            write("nodes=" + node(this.one, "n1"), "blocked-values=rudedialer", "retryAfter=9");
            assertThat(balancer.reloader().reload().changed()).containsExactlyInAnyOrder("blocked-values", "retryAfter");
            this.phone.send(external(balancer), rude);
            this.phone.send(external(balancer), this.phone.request("MESSAGE", URI));
            assertThat(this.one.receive().method()).isEqualTo("MESSAGE");
            assertThat(balancer.statistics().get(Counter.BLOCKED)).isEqualTo(1);
        }
    }
}
