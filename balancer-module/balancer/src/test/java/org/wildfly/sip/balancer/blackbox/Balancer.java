/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.StringReader;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.http.HttpCounter;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A balancer under test, on free ports of the loopback address, and those who talk to it.
 */
final class Balancer implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final LoadBalancer balancer;
    private final List<AutoCloseable> peers = new ArrayList<>();

    /**
     * @param lines of lb.properties, besides hosts and ports
     */
    Balancer(String... lines) throws Exception {
        this(true, lines);
    }

    Balancer(boolean twoPorts, String... lines) throws Exception {
        String text = "host=127.0.0.1\nexternalPort=0\n" + (twoPorts ? "internalPort=0\n" : "")
                + "heartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\n"
                + String.join("\n", lines);
        this.balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(text)));
    }

    LoadBalancer running() {
        return this.balancer;
    }

    long count(HttpCounter counter) {
        return this.balancer.http().statistics().get(counter);
    }

    InetSocketAddress external() {
        return new InetSocketAddress(HOST, this.balancer.externalPort());
    }

    InetSocketAddress internal() {
        return new InetSocketAddress(HOST, this.balancer.internalPort());
    }

    UdpPeer phone() throws Exception {
        return add(new UdpPeer());
    }

    TcpPeer tcpPhone() throws Exception {
        TcpPeer phone = add(new TcpPeer());
        phone.connect(external());
        return phone;
    }

    /** A peer that listens on UDP and is registered as a node. */
    UdpPeer node(String name) throws Exception {
        UdpPeer peer = add(new UdpPeer());
        state(name, NodeState.UP, Map.of(Transport.UDP, peer.address()));
        return peer;
    }

    /** A peer that listens on TCP and is registered as a node. */
    TcpPeer tcpNode(String name) throws Exception {
        TcpPeer peer = add(new TcpPeer());
        state(name, NodeState.UP, Map.of(Transport.TCP, peer.address()));
        return peer;
    }

    void register(String name, UdpPeer udp, TcpPeer tcp) {
        register(name, udp, tcp.address());
    }

    void register(String name, UdpPeer udp, InetSocketAddress tcp) {
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        addresses.put(Transport.UDP, udp.address());
        addresses.put(Transport.TCP, tcp);
        state(name, NodeState.UP, addresses);
    }

    private void state(String name, NodeState state, Map<Transport, InetSocketAddress> addresses) {
        this.balancer.registry().nodeRegistered(NodeDescription.of(name, "0", addresses), state);
    }

    /** The node comes again. */
    void up(String name, UdpPeer peer) {
        state(name, NodeState.UP, Map.of(Transport.UDP, peer.address()));
    }

    void drain(String name) {
        this.balancer.registry().nodeStateChanged(name, NodeState.DRAINING);
    }

    void kill(String name) {
        this.balancer.registry().nodeDown(name, "killed by the test");
    }

    <T extends AutoCloseable> T add(T peer) {
        this.peers.add(peer);
        return peer;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable peer : this.peers) {
            peer.close();
        }
        this.balancer.close();
    }
}
