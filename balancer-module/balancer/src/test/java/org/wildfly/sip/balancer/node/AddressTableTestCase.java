/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What holds for the search for the node of an address.
 */
class AddressTableTestCase {
    private final NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(10), System::nanoTime);

    private Node find(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        return this.registry.snapshot().byAddress(HostPort.high(host), HostPort.low(host), address.getPort());
    }

    private void register(String name, InetSocketAddress udp, InetSocketAddress tcp) {
        this.registry.nodeRegistered(NodeDescription.of(name, "0", Map.of(Transport.UDP, udp, Transport.TCP, tcp)), NodeState.UP);
    }

    @Test
    void eachOfManyNodesIsFoundByEachOfItsAddresses() {
        for (int i = 0; i < 300; i++) {
            register("n" + i, address(i, 5060), address(i, 5070));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(find(address(i, 5060)).name()).isEqualTo("n" + i);
            assertThat(find(address(i, 5070)).name()).isEqualTo("n" + i);
            assertThat(find(address(i, 5080))).isNull();
        }
        assertThat(find(new InetSocketAddress("::1", 5060))).isNull();
    }

    @Test
    void nobodyIsFoundWhereThereAreNoNodes() {
        assertThat(find(address(1, 5060))).isNull();
    }

    @Test
    void anAddressThatHasPassedFromADeadNodeToAnotherIsThatOfTheLivingOne() {
        register("a", address(1, 5060), address(1, 5061));
        this.registry.nodeDown("a", "killed by the test");
        assertThat(find(address(1, 5060)).name()).isEqualTo("a");
        register("b", address(1, 5060), address(1, 5061));
        assertThat(find(address(1, 5060)).name()).isEqualTo("b");
    }

    private static InetSocketAddress address(int i, int port) {
        return new InetSocketAddress("127.0." + i / 250 + '.' + (i % 250 + 1), port);
    }
}
