/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.javax.sip.SipStackImpl;
import org.wildfly.sip.ha.store.LocalStore;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatServer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

class BalancersTest implements HeartbeatServer.Configuration, HeartbeatServer.Listener {
    private static final InetSocketAddress SIP = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5065);

    private final Map<String, NodeDescription> nodes = new ConcurrentHashMap<>();

    @Test
    void aStackIsKnownToItsBalancersUntilItIsStopped() throws Exception {
        try (HeartbeatServer balancer = new HeartbeatServer(this)) {
            balancer.start();
            Properties properties = Agent.properties("node");
            properties.setProperty("org.wildfly.sip.ha.BALANCERS", "127.0.0.1:" + balancer.localAddress().getPort());
            properties.setProperty("org.wildfly.sip.ha.NODE_VERSION", "7");
            try (Agent node = new Agent("node", "udp", new SipStackImpl(properties, new LocalStore("node")))) {
                await().until(() -> this.nodes.containsKey("node") && node.stack.balancers().size() == 1);
                assertThat(this.nodes.get("node").version()).isEqualTo("7");
                assertThat(this.nodes.get("node").addresses()).containsOnlyKeys(Transport.UDP);
                assertThat(node.stack.balancers().get(0).internalAddresses()).containsEntry(Transport.UDP, SIP);
                node.stack.listen("tcp", new InetSocketAddress("127.0.0.1", 0), null, 0);
                await().until(() -> this.nodes.containsKey("node") && this.nodes.get("node").addresses().size() == 2);
            }
            await().until(this.nodes::isEmpty);
        }
    }

    @Test
    void balancersAreNamedInBothWays() {
        assertThat(balancers("org.mobicents.ha.javax.sip.BALANCERS", "127.0.0.1;lb2:5065:2080:2000").balancers())
                .containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 2611), InetSocketAddress.createUnresolved("lb2", 2611));
        assertThat(balancers("org.wildfly.sip.ha.BALANCERS", "lb1:1234; [2001:db8::1]:77; [::1]").balancers()).containsExactly(
                InetSocketAddress.createUnresolved("lb1", 1234), InetSocketAddress.createUnresolved("2001:db8::1", 77),
                InetSocketAddress.createUnresolved("::1", 2611));
        assertThatThrownBy(() -> balancers("org.wildfly.sip.ha.BALANCERS", "lb1:port")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lb1:port");
    }

    private static StandaloneSettings balancers(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return new StandaloneSettings(properties);
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public BalancerDescription balancer() {
        return new BalancerDescription("balancer", Map.of(Transport.UDP, SIP), Map.of());
    }

    @Override
    public HeartbeatServer.Listener listener() {
        return this;
    }

    @Override
    public void nodeRegistered(NodeDescription node, NodeState state) {
        this.nodes.put(node.name(), node);
    }

    @Override
    public void nodeStateChanged(String name, NodeState state) {
        // not looked at
    }

    @Override
    public void nodeDown(String name, String reason) {
        this.nodes.remove(name);
    }

    @Override
    public void nodeLeft(String name) {
        this.nodes.remove(name);
    }
}
