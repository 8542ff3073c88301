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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;
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
