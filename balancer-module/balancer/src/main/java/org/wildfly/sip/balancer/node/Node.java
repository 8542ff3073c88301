/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.LongStream;

import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.ShortAddress;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node as the balancer knows it. Immutable: a change of state makes a new one with the same id.
 */
public final class Node {
    private static final Transport[] TRANSPORTS = Transport.values();

    private final int id;
    private final NodeDescription description;
    private final NodeState announced;
    private final boolean drained;
    private final NodeTraffic traffic;
    private final NodeHealth health;
    private final long since;
    private final InetSocketAddress[] addresses = new InetSocketAddress[TRANSPORTS.length];
    /** Upper and lower halves. */
    private final long[] hosts;
    private final Transport preferred;
    private final byte[] hint;
    private final long nameHash;

    /**
     * @param announced what the node says of itself, or what has become of it
     * @param drained   true if the operator wants no new dialogs for it
     * @param traffic   where it is counted what goes to it
     * @param health    how well it is
     */
    Node(int id, NodeDescription description, NodeState announced, boolean drained, NodeTraffic traffic, NodeHealth health, long since,
            HintCheck check) {
        this.id = id;
        this.description = description;
        this.announced = announced;
        this.drained = drained;
        this.traffic = traffic;
        this.health = health;
        this.since = since;
        for (Map.Entry<Transport, InetSocketAddress> entry : description.addresses().entrySet()) {
            this.addresses[entry.getKey().ordinal()] = entry.getValue();
        }
        this.hosts = description.addresses().values().stream().map(InetSocketAddress::getAddress)
                .flatMapToLong(host -> LongStream.of(HostPort.high(host), HostPort.low(host))).toArray();
        this.preferred = description.addresses().keySet().iterator().next();
        this.hint = hint(check);
        byte[] name = description.name().getBytes(StandardCharsets.UTF_8);
        this.nameHash = new SipHash(0, 0).update(name, 0, name.length).finish();
    }

    Node withState(NodeState announced, NodeHealth health, long since, HintCheck check) {
        return new Node(this.id, this.description, announced, this.drained, this.traffic, health, since, check);
    }

    Node withDrained(boolean drained, long since, HintCheck check) {
        return new Node(this.id, this.description, this.announced, drained, this.traffic, this.health, since, check);
    }

    /** A number from 1 to 65535 that stands for the node as long as it is known. */
    public int id() {
        return this.id;
    }

    public String name() {
        return this.description.name();
    }

    public NodeDescription description() {
        return this.description;
    }

    /** What may be sent to the node: what it says itself, but not more than the operator wants. */
    public NodeState state() {
        return this.drained && this.announced == NodeState.UP ? NodeState.DRAINING : this.announced;
    }

    /** What the node says of itself, or what has become of it, whatever the operator wants. */
    public NodeState announced() {
        return this.announced;
    }

    /** True if the operator wants no new dialogs for the node. */
    public boolean isDrained() {
        return this.drained;
    }

    /** Where it is counted what goes to the node and comes from it. */
    public NodeTraffic traffic() {
        return this.traffic;
    }

    /** How well the node is, by what is seen of it. */
    public NodeHealth health() {
        return this.health;
    }

    /** True if messages of its dialogs may go to the node: it is UP or DRAINING, and not known to be silent. */
    public boolean isReachable() {
        return this.announced.isAlive() && this.health.isAnswering();
    }

    /** Since when the node is in its state, in {@link System#nanoTime()}. */
    long since() {
        return this.since;
    }

    /** Where it takes messages of a transport, or null if it does not. */
    public InetSocketAddress address(Transport transport) {
        return this.addresses[transport.ordinal()];
    }

    /** True if one of the node's addresses is on a host. */
    public boolean hasHost(long high, long low) {
        for (int i = 0; i < this.hosts.length; i += 2) {
            if (this.hosts[i + 1] == low && this.hosts[i] == high) {
                return true;
            }
        }
        return false;
    }

    /** A hash of the name, the same on all balancers. */
    public long nameHash() {
        return this.nameHash;
    }

    /** How far up the node is for a key, as an unsigned number (rendezvous hashing): the same on all balancers. */
    public long rank(long key) {
        return HashRing.mix(key ^ this.nameHash);
    }

    /** 16 bits of {@link #nameHash}, never 0: stands for the node in the branches of the requests that it gets. */
    public int tag() {
        int tag = (int) this.nameHash & 0xffff;
        return tag == 0 ? 1 : tag;
    }

    /** Writes the URI parameters that name this node in Record-Route. */
    public void writeHint(ByteWriter out) {
        out.put(this.hint);
    }

    private byte[] hint(HintCheck check) {
        InetSocketAddress address = address(this.preferred);
        String text = ShortAddress.host(address.getAddress());
        String version = this.description.version();
        String parameters = ";node_host=" + text + ";node_port=" + address.getPort() + ";version=" + version;
        return (parameters + check.parameter(text, address.getPort(), version)).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return name() + ' ' + state() + " (" + this.description.places() + ')';
    }
}
