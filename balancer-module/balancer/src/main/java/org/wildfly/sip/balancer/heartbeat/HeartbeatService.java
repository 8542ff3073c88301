/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatServer;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * All that tells the registry of nodes: the heartbeats that are configured, and the fixed nodes.
 */
public final class HeartbeatService implements AutoCloseable {
    private final Membership membership;
    private final HeartbeatServer nativeServer;
    private final ScheduledExecutorService sweeper;

    /**
     * Starts what is configured.
     *
     * @param balancer what nodes are told of this balancer
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public HeartbeatService(BalancerConfiguration configuration, BalancerDescription balancer, NodeRegistry registry,
            Statistics statistics) throws IOException {
        BalancerConfiguration.Heartbeat heartbeat = configuration.heartbeat();
        AnnouncementRules rules = new AnnouncementRules(heartbeat.allowed(), heartbeat.remoteWithoutSecret());
        Refusals refusals = new Refusals(statistics);
        this.membership = new Membership(registry, heartbeat.nodeTimeout(), System::nanoTime);
        this.nativeServer = new HeartbeatServer(new NativeHeartbeat(heartbeat, balancer, rules, this.membership, refusals));
        startNative(heartbeat);
        configuration.fixedNodes().nodes().forEach(node -> this.membership.announce(Source.FIXED, node, NodeState.UP));
        configuration.fixedNodes().unprobed().forEach(node -> this.membership.announce(Source.FIXED, node, NodeState.UP));
        this.sweeper = sweeper(heartbeat.interval());
    }

    /** The port of the native heartbeat. */
    public int port() {
        return this.nativeServer.localAddress().getPort();
    }

    /** Tells the nodes that the balancer stops, and ends. Waits some seconds at most. */
    @Override
    public void close() {
        this.sweeper.shutdownNow();
        this.nativeServer.close();
    }

    private void startNative(BalancerConfiguration.Heartbeat configuration) throws IOException {
        try {
            this.nativeServer.start();
        } catch (IOException e) {
            IOException named = new BindException(
                    "cannot listen for heartbeats on TCP " + configuration.address().host().getHostAddress() + ':'
                            + configuration.address().port() + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    private ScheduledExecutorService sweeper(Duration interval) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "SIP balancer node timeout");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(this::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return executor;
    }

    private void sweep() {
        try {
            this.membership.sweep();
        } catch (RuntimeException e) {
            // An exception that escapes would end the timer.
            HeartbeatsLogger.LOGGER.sweepFailed(e);
        }
    }
}
