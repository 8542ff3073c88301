/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.detection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.HealthConfiguration;
import org.wildfly.sip.balancer.forward.TrafficObserver;
import org.wildfly.sip.balancer.health.Ramp;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.reload.Reloadable;

/**
 * Counts what goes to nodes and what they answer, and has a thread look at the counts.
 */
public final class HealthService implements TrafficObserver, Reloadable, AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Ramp SLOWLY = new Ramp(10, Duration.ofSeconds(1));
    private static final int MAX_STATUS = 700;

    private final NodeRegistry registry;
    private final NodeWatcher watcher;
    private final ScheduledExecutorService timer;
    private volatile boolean[] errors;

    /** For the nodes of a registry. */
    public HealthService(HealthConfiguration configuration, NodeRegistry registry) {
        this.registry = registry;
        this.errors = errors(configuration);
        this.watcher = new NodeWatcher(configuration, registry::snapshot, slowly(configuration));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "SIP balancer node health");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to look at the nodes. */
    public void start() {
        this.timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How a node that is new, or back, gets its share of calls. */
    public static Ramp ramp(HealthConfiguration configuration) {
        return configuration.rampCycle().isZero() ? Ramp.NONE : new Ramp(configuration.rampIncrease(), configuration.rampCycle());
    }

    private static Ramp slowly(HealthConfiguration configuration) {
        return configuration.rampCycle().isZero() ? SLOWLY : ramp(configuration);
    }

    private static boolean[] errors(HealthConfiguration configuration) {
        boolean[] errors = new boolean[MAX_STATUS];
        configuration.errorStatuses().forEach(status -> errors[status] = true);
        return errors;
    }

    @Override
    public Runnable prepare(BalancerConfiguration configuration) {
        HealthConfiguration next = configuration.health();
        boolean[] nextErrors = errors(next);
        return () -> {
            this.errors = nextErrors;
            this.watcher.change(next, slowly(next));
            this.registry.ramp(ramp(next));
        };
    }

    @Override
    public void requestToNode(Node node, Method method, boolean initial) {
        if (method != Method.ACK && method != Method.CANCEL) {
            node.health().requested();
        }
    }

    @Override
    public void responseOfNode(Node node, int status, Method method, Via own, long elapsed) {
        if (node == null) {
            return;
        }
        node.health().responded(status >= 200, status < MAX_STATUS && this.errors[status]);
        if (own.overload() >= 0) {
            node.health().overloaded(own.overload(), own.overloadValidity(), own.overloadSequence());
        }
    }

    private void look() {
        try {
            this.watcher.look(System.nanoTime());
        } catch (RuntimeException | Error e) {
            // What escapes would end the timer.
            DetectionLogger.LOGGER.watchFailed(e);
        }
    }

    @Override
    public void close() {
        this.timer.shutdownNow();
    }
}
