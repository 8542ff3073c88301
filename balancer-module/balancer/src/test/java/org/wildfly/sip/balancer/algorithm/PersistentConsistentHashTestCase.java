/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.MessageKey;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.placement.PlacementStore;

/**
 * Keys stay with their nodes when nodes come and go.
 */
class PersistentConsistentHashTestCase {
    private final TestNodes nodes = TestNodes.of(3);
    private final Store store = new Store();
    private final BalancerAlgorithm first = algorithm("Call-ID");
    private final BalancerAlgorithm second = algorithm("Call-ID");

    private BalancerAlgorithm algorithm(String key) {
        return new PersistentConsistentHashAlgorithm(new MessageKey(key, null, null), () -> new SipHash(0, 0), this.store,
                new Successions());
    }

    private static final class Store implements PlacementStore {
        private final Map<Long, String> placements = new HashMap<>();

        @Override
        public String get(long key) {
            return this.placements.get(key);
        }

        @Override
        public void put(long key, String node) {
            this.placements.put(key, node);
        }

        @Override
        public int size() {
            return this.placements.size();
        }

        @Override
        public void close() {
            this.placements.clear();
        }
    }

    @Test
    void callsStayWhenNodesComeAndWhereTheyWereSentWhenTheirNodeDied() {
        Map<String, String> placed = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            placed.put("call-" + i, this.first.select(request("INVITE", "call-" + i, false), this.nodes.now(), null).name());
        }
        for (int i = 4; i <= 10; i++) {
            this.nodes.up(i);
        }
        placed.forEach((call, node) -> assertThat(this.second.select(request("BYE", call, true), this.nodes.now(), null).name())
                .isEqualTo(node));
        this.nodes.down(1);
        Map<String, String> moved = new HashMap<>();
        placed.forEach((call, node) -> moved.put(call,
                this.second.select(request("INFO", call, true), this.nodes.now(), this.nodes.get(1)).name()));
        this.nodes.up(1);
        placed.forEach((call, node) -> {
            assertThat(moved.get(call)).isNotEqualTo("n1");
            assertThat(moved.get(call)).isEqualTo(node.equals("n1") ? moved.get(call) : node);
            assertThat(this.first.select(request("BYE", call, true), this.nodes.now(), null).name()).isEqualTo(moved.get(call));
        });
    }

    @Test
    void aDrainingNodeKeepsItsCallsButNoUsers() {
        Node node = this.first.select(request("INVITE", "call", false), this.nodes.now(), null);
        this.nodes.drain(Integer.parseInt(node.name().substring(1)));
        assertThat(this.first.select(request("INVITE", "call", false), this.nodes.now(), null).name()).isEqualTo(node.name());
        BalancerAlgorithm users = algorithm("to.user");
        this.store.close();
        Node home = users.select(request("INVITE", "1", false, "To: <sip:alice@b>"), this.nodes.now(), null);
        this.nodes.drain(Integer.parseInt(home.name().substring(1)));
        Node other = users.select(request("INVITE", "2", false, "To: <sip:alice@b>"), this.nodes.now(), null);
        assertThat(other.name()).isNotEqualTo(home.name());
        assertThat(users.selectHttp("alice", null, this.nodes.now(), each -> true)).isSameAs(other);
    }
}
