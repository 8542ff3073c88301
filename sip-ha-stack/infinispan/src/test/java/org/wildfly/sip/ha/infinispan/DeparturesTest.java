/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.StoreListener;

/** Nodes that leave in other ways than by death. */
class DeparturesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestCluster cluster = new TestCluster(2);
    private final EmbeddedStore a = this.cluster.node("node-a");
    private final EmbeddedStore b = this.cluster.node("node-b");
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void startNodes() {
        this.a.addListener(new StoreListener() {
            @Override
            public void nodeLeft(String node) {
                DeparturesTest.this.told.add(node);
            }
        });
        this.a.start();
        this.b.start();
        this.awaitNodes(2);
    }

    @AfterEach
    void stopNodes() {
        this.b.close();
        this.a.close();
    }

    @Test
    void aNodeWhoseCacheIsStoppedHasLeftAndMayComeAndLeaveAgain() {
        this.b.manager().getCache(EmbeddedStoreBuilder.DEFAULT_CACHE_NAME).stop();
        this.awaitNodes(1);
        assertThat(this.told).containsExactly("node-b");

        this.b.manager().getCache(EmbeddedStoreBuilder.DEFAULT_CACHE_NAME).start();
        this.awaitNodes(2);
        this.b.manager().stop();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.told).containsExactly("node-b", "node-b"));
    }

    @Test
    void aNodeThatIsShutDownIsToldOnce() {
        this.b.close();
        this.awaitNodes(1);
        await().atMost(PATIENCE).until(() -> TestCluster.isBalanced(this.a));

        assertThat(this.told).containsExactly("node-b");
    }

    private void awaitNodes(int size) {
        await().atMost(PATIENCE).until(() -> this.a.nodes().size() == size);
    }
}
