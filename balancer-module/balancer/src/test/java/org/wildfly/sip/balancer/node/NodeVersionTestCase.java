/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Rolling upgrades: new calls to the newest version, others to their own.
 */
class NodeVersionTestCase {
    private static final Preference FIRST = (group, key, call, fitness) -> {
        for (int i = 0; i < group.size(); i++) {
            if (fitness.accepts(group.get(i), key, call)) {
                return group.get(i);
            }
        }
        return null;
    };

    private final NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(10), System::nanoTime);

    private void up(String name, String version) {
        this.registry.nodeRegistered(NodeDescription.of(name, version, Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080))),
                NodeState.UP);
    }

    private String choose(Nodes nodes) {
        Node chosen = nodes.choose(FIRST, 1, 1);
        return chosen == null ? null : chosen.name();
    }

    private String choose() {
        return choose(this.registry.snapshot());
    }

    @Test
    void versionsAreOrderedAsPeopleReadThem() {
        List<String> ordered = Arrays.asList("a", "0", "0.9", "1.0-SNAPSHOT", "1.0-beta", "1.0-beta2", "1.0-beta10", "1.0",
                "1.0+x",
                "1.0.Final", "1.0.1", "1.0.10", "1.9", "1.10", "1.10.1", "2", "02.1", "10",
                "123456789012345678901234567890");
        for (int seed = 0; seed < 50; seed++) {
            List<String> shuffled = new ArrayList<>(ordered);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(new VersionOrder());
            assertThat(shuffled).isEqualTo(ordered);
        }
    }

    @Test
    void newCallsGoToTheNewestVersionThatHasNodesAndAreNeverStuck() {
        up("a", "1.9");
        up("b", "1.10");
        assertThat(choose()).isEqualTo("b");
        this.registry.nodeStateChanged("b", NodeState.DRAINING);
        assertThat(choose()).isEqualTo("a");
        up("c", "1.11");
        assertThat(choose()).isEqualTo("c");
        this.registry.nodeDown("c", "test");
        this.registry.nodeDown("b", "test");
        assertThat(choose()).isEqualTo("a");
        this.registry.nodeDown("a", "test");
        assertThat(choose()).isNull();
    }

    @Test
    void aNewVersionThatIsIllGetsNothingWhileTheOldOneIsWell() {
        up("a", "1");
        up("b", "2");
        this.registry.snapshot().byName("b").health().eject(Ejection.ERRORS);
        assertThat(choose()).isEqualTo("a");
        this.registry.snapshot().byName("a").health().eject(Ejection.ERRORS);
        assertThat(choose()).isEqualTo("b");
    }

    @Test
    void aDialogPrefersItsOwnVersionAndTakesAnotherIfItIsGone() {
        up("a", "1");
        up("b", "2");
        up("c", "3");
        assertThat(choose(this.registry.snapshot().preferring("2"))).isEqualTo("b");
        byte[] route = "<sip:lb;version=1;lr>".getBytes(StandardCharsets.US_ASCII);
        assertThat(choose(this.registry.snapshot().preferring(route, 16, 17))).isEqualTo("a");
        assertThat(choose(this.registry.snapshot().preferring(route, 16, 16))).isEqualTo("c");
        this.registry.nodeDown("b", "test");
        assertThat(choose(this.registry.snapshot().preferring("2"))).isEqualTo("c");
        this.registry.nodeStateChanged("a", NodeState.DRAINING);
        assertThat(choose(this.registry.snapshot().preferring("1"))).isEqualTo("c");
    }
}
