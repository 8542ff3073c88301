/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Placements that balancers share.
 */
class InfinispanPlacementsTestCase {
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();

    @TempDir
    private Path directory;

    /** Members that know each other's ports, so that tests side by side do not meet. */
    private Path configuration(int own, int other) throws IOException {
        return Files.writeString(this.directory.resolve("member-" + own + ".xml"), """
                <infinispan xmlns="urn:infinispan:config:16.0">
                    <jgroups>
                        <stack name="test">
                            <TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" diag.enabled="false"/>
                            <TCPPING initial_hosts="127.0.0.1[%d],127.0.0.1[%d]" port_range="0"/>
                            <NAKACK4 use_mcast_xmit="false"/>
                            <UNICAST4/>
                            <pbcast.GMS join_timeout="500" print_local_addr="false"/>
                            <FRAG4/>
                        </stack>
                    </jgroups>
                    <cache-container name="test">
                        <transport cluster="placements-%d" stack="test"/>
                    </cache-container>
                </infinispan>
                """.formatted(own, own, other, Math.min(own, other)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, HOST)) {
            return socket.getLocalPort();
        }
    }

    private static InfinispanPlacements start(Path file, int maxEntries) throws IOException {
        return InfinispanPlacements.start(file, HOST, maxEntries, Duration.ofMinutes(5));
    }

    @Test
    void whatOneBalancerPlacesAllKnowAndOneThatJoinsLater() throws Exception {
        int one = freePort();
        int two = freePort();
        try (InfinispanPlacements first = start(configuration(one, two), 1000)) {
            first.put(1, "n1");
            assertThat(first.get(1)).isEqualTo("n1");
            try (InfinispanPlacements second = start(configuration(two, one), 1000)) {
                await().untilAsserted(() -> assertThat(second.get(1)).isEqualTo("n1"));
                second.put(2, "n2");
                await().untilAsserted(() -> assertThat(first.get(2)).isEqualTo("n2"));
                first.put(2, "n3");
                await().untilAsserted(() -> assertThat(second.get(2)).isEqualTo("n3"));
                assertThat(second.get(3)).isNull();
            }
        }
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() throws Exception {
        int port = freePort();
        try (InfinispanPlacements placements = start(configuration(port, port), 100)) {
            for (int i = 0; i < 1000; i++) {
                placements.put(i, "n1");
            }
            assertThat(placements.size()).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void aFileOfAnotherSoftwareIsRefusedByName() throws IOException {
        Path file = Files.writeString(this.directory.resolve("jboss-cache.xml"),
                "<jbosscache xmlns=\"urn:jboss:jbosscache-core:config:3.1\"/>");
        assertThatThrownBy(() -> start(file, 100)).isInstanceOf(IOException.class)
                .hasMessageContaining("persistentConsistentHashCacheConfiguration=" + file);
    }
}
