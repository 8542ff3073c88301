/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.balancer.health.Ramp;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.heartbeat.HeartbeatServer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * The one truth about nodes. Heartbeats tell it what becomes of them; whoever forwards reads its snapshot, without a lock.
 * <p>
 * Dead nodes are remembered for a time, so that it is known whom a message was meant for; not more of them than a limit.
 */
public final class NodeRegistry implements HeartbeatServer.Listener {
    private static final int MAX_NODES = 1024;
    private static final int MAX_ID = 0xffff;

    private final HintCheck check;
    private final LongSupplier clock;
    private Duration memory;
    private Ramp ramp;
    private final Map<String, Node> nodes = new HashMap<>();
    private int lastId;
    private volatile Nodes snapshot = Nodes.NONE;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param check  makes the check values of nodes
     * @param memory how long a dead node is remembered
     * @param clock  nanoseconds, as {@link System#nanoTime()}
     */
    public NodeRegistry(HintCheck check, Duration memory, LongSupplier clock) {
        this(check, memory, clock, Ramp.NONE);
    }

    /**
     * @param check  makes the check values of nodes
     * @param memory how long a dead node is remembered
     * @param clock  nanoseconds, as {@link System#nanoTime()}
     * @param ramp   how a node that is new, or back, gets its share of calls
     */
    public NodeRegistry(HintCheck check, Duration memory, LongSupplier clock, Ramp ramp) {
        this.check = check;
        this.memory = memory;
        this.clock = clock;
        this.ramp = ramp;
    }

    /** From now on dead nodes are remembered for another time. */
    public synchronized void memory(Duration other) {
        this.memory = other;
    }

    /** From now on nodes that are new, or back, get their share of calls in another way; those that have a part of it already, too. */
    public synchronized void ramp(Ramp other) {
        if (!other.equals(this.ramp)) {
            this.ramp = other;
            this.nodes.values().forEach(node -> node.health().ramp(other));
        }
    }

    /**
     * Adds who is told of each change, after it, on the thread that tells of it.
     *
     * @param listener must not wait
     */
    public void onChange(Runnable listener) {
        this.listeners.add(listener);
    }

    /** The nodes of now. */
    public Nodes snapshot() {
        return this.snapshot;
    }

    @Override
    public synchronized void nodeRegistered(NodeDescription description, NodeState state) {
        Node before = this.nodes.get(description.name());
        makeRoom();
        boolean drained = before != null && before.isDrained();
        NodeTraffic traffic = before == null ? new NodeTraffic() : before.traffic();
        this.nodes.put(description.name(), new Node(before == null ? newId() : before.id(), description, state, drained, traffic,
                health(before), this.clock.getAsLong(), this.check));
        publish();
        BalancerLogger.LOGGER.nodeRegistered(description.name(), state, description.version(), description.places());
    }

    @Override
    public synchronized void nodeStateChanged(String name, NodeState state) {
        Node before = this.nodes.get(name);
        if (before != null && before.announced() != state) {
            change(before, state);
            BalancerLogger.LOGGER.nodeStateChanged(name, state);
        }
    }

    @Override
    public synchronized void nodeDown(String name, String reason) {
        Node before = this.nodes.get(name);
        if (before != null && before.state().isAlive()) {
            change(before, NodeState.DOWN);
            BalancerLogger.LOGGER.nodeDown(name, reason);
            tellIfNoneIsLeft();
        }
    }

    @Override
    public synchronized void nodeLeft(String name) {
        Node before = this.nodes.get(name);
        if (before != null && before.state().isAlive()) {
            change(before, NodeState.DOWN);
            BalancerLogger.LOGGER.nodeLeft(name);
            tellIfNoneIsLeft();
        }
    }

    /**
     * Keeps new dialogs from a node, or lets it have them again, as the operator wants; what the node announces later does not change
     * that.
     *
     * @return false if there is no such node
     */
    public synchronized boolean drain(String name, boolean drained) {
        Node before = this.nodes.get(name);
        if (before == null) {
            return false;
        }
        if (before.isDrained() != drained) {
            this.nodes.put(name, before.withDrained(drained, this.clock.getAsLong(), this.check));
            publish();
            BalancerLogger.LOGGER.nodeDrainedByOperator(name, drained ? "drains" : "no longer drains", this.nodes.get(name).state());
        }
        return true;
    }

    /** Forgets the nodes that have been dead for long, but not what the operator wants of one. */
    public synchronized void forget() {
        long now = this.clock.getAsLong();
        if (this.nodes.values()
                .removeIf(node -> !node.state().isAlive() && !node.isDrained() && now - node.since() > this.memory.toNanos())) {
            publish();
        }
    }

    private void change(Node before, NodeState state) {
        this.nodes.put(before.name(), before.withState(state, health(before), this.clock.getAsLong(), this.check));
        publish();
    }

    /** A node that comes back begins anew. */
    private NodeHealth health(Node before) {
        return before == null || !before.announced().isAlive() ? new NodeHealth(this.clock, this.ramp) : before.health();
    }

    private void tellIfNoneIsLeft() {
        if (this.nodes.values().stream().noneMatch(node -> node.state().isAlive())) {
            BalancerLogger.LOGGER.noNodeLeft();
        }
    }

    private void makeRoom() {
        if (this.nodes.size() >= MAX_NODES) {
            this.nodes.values().stream().filter(node -> !node.state().isAlive()).min(Comparator.comparingLong(Node::since))
                    .ifPresent(oldest -> this.nodes.remove(oldest.name()));
        }
    }

    private int newId() {
        List<Integer> used = this.nodes.values().stream().map(Node::id).toList();
        do {
            this.lastId = this.lastId % MAX_ID + 1;
        } while (used.contains(this.lastId));
        return this.lastId;
    }

    private void publish() {
        this.snapshot = new Nodes(List.copyOf(this.nodes.values()));
        this.listeners.forEach(Runnable::run);
    }

    /** The state of a node, or null if it is not known. */
    public NodeState state(String name) {
        return this.snapshot.all().stream().filter(node -> node.name().equals(Objects.requireNonNull(name))).map(Node::state).findAny()
                .orElse(null);
    }
}
