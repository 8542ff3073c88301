/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.config.BalancerConfiguration.FixedNodes;
import org.wildfly.sip.balancer.message.RetryAfter;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Asks nodes again and again whether they are alive, over UDP, or TCP if they have no UDP. Any final response says so, whatever its status;
 * with a 503 a node says besides that it is too busy. Nodes that have neither transport are not asked. One thread of its own.
 */
public final class Prober implements AutoCloseable {
    private static final long TICK_MILLIS = 20;
    private static final long IDLE_MILLIS = 200;
    /** How often it is found out whom to ask. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long FAREWELL_MILLIS = 500;

    /** Told how it goes, on the prober's thread. */
    public interface Listener {
        /** A node has answered. */
        void answers(String name);

        /** A node has answered, and said that it wants no new requests for a time. */
        void busy(String name, Duration time);

        /** So many answers of a node are missing as is enough to take it for dead. */
        void silent(String name, String reason);
    }

    private final Supplier<FixedNodes> configuration;
    private final Supplier<Collection<NodeDescription>> nodes;
    private final Listener listener;
    private final Map<String, ProbedNode> probed = new HashMap<>();
    private final ProbeSockets sockets;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * Begins to ask.
     *
     * @param configuration how often and how patiently; asked again and again
     * @param host          the address from which nodes are asked
     * @param nodes         whom to ask; asked often
     */
    public Prober(Supplier<FixedNodes> configuration, InetAddress host, Supplier<Collection<NodeDescription>> nodes, Listener listener)
            throws IOException {
        this.configuration = configuration;
        this.nodes = nodes;
        this.listener = listener;
        this.sockets = new ProbeSockets(host, this::answered);
        this.thread = new Thread(this::run, "SIP balancer probes");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Asks no more. Does not wait. */
    public void stop() {
        this.stopped = true;
    }

    @Override
    public void close() {
        stop();
        try {
            this.thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextLook = System.nanoTime();
        while (!this.stopped) {
            try {
                long now = System.nanoTime();
                if (now - nextLook >= 0) {
                    look();
                    nextLook = now + LOOK;
                }
                probe(now);
                this.sockets.await(this.probed.isEmpty() ? IDLE_MILLIS : TICK_MILLIS);
            } catch (IOException | RuntimeException | Error e) {
                ProbeLogger.LOGGER.failed(e);
                LockSupport.parkNanos(LOOK);
            }
        }
        this.sockets.close();
    }

    private void look() {
        Set<String> there = new HashSet<>();
        for (NodeDescription description : this.nodes.get()) {
            if (description.addresses().containsKey(Transport.UDP) || description.addresses().containsKey(Transport.TCP)) {
                there.add(description.name());
                this.probed.computeIfAbsent(description.name(), ProbedNode::new).describe(description);
            }
        }
        this.probed.keySet().retainAll(there);
    }

    private void probe(long now) {
        FixedNodes configured = this.configuration.get();
        for (ProbedNode node : this.probed.values()) {
            Duration timeout = configured.probeTimeout();
            if (node.isLate(now, timeout.toNanos())) {
                failed(node, "it did not answer within " + timeout.toMillis() + " ms");
            }
            if (!configured.probeInterval().isZero() && node.isDue(now, configured.probeInterval().toNanos())) {
                send(node, now);
            }
        }
    }

    private void send(ProbedNode node, long now) {
        long token = ThreadLocalRandom.current().nextLong();
        node.sent(token, now);
        try {
            if (node.udp() != null) {
                this.sockets.sendUdp(token, node.udp());
            } else {
                this.sockets.sendTcp(token, node.tcp());
            }
        } catch (IOException e) {
            failed(node, String.valueOf(e.getMessage()));
        }
    }

    private void failed(ProbedNode node, String reason) {
        this.sockets.forget(node.token());
        int failures = node.failed();
        if (failures >= this.configuration.get().probeFailures()) {
            this.listener.silent(node.name(), reason + ", " + failures + " times in a row");
        }
    }

    private void answered(long token, boolean busy, int retryAfter) {
        for (ProbedNode node : this.probed.values()) {
            if (node.answered(token)) {
                this.listener.answers(node.name());
                if (busy) {
                    this.listener.busy(node.name(), retryAfter == RetryAfter.NONE ? untilNextAnswer() : Duration.ofSeconds(retryAfter));
                }
            }
        }
    }

    /** A node that does not say for how long it is too busy is asked again. */
    private Duration untilNextAnswer() {
        FixedNodes now = this.configuration.get();
        return now.probeInterval().plus(now.probeTimeout());
    }
}
