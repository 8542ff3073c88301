/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;

/**
 * Sends requests that came over connections to another node when theirs dies before it has answered. For any thread; has a thread of its
 * own while there is something to send.
 */
public final class Failover implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final UnansweredRequests unanswered;
    private final NodeRegistry registry;
    private final Supplier<MessageProcessor> processors;
    private final ThreadPoolExecutor executor;
    /** Confined to the executor's only thread. */
    private MessageProcessor processor;

    /**
     * @param maxBytes   how much of unanswered requests is kept
     * @param registry   tells when a node dies
     * @param processors makes the one that sends; asked for when it is needed
     */
    public Failover(long maxBytes, NodeRegistry registry, Supplier<MessageProcessor> processors) {
        this.unanswered = new UnansweredRequests(maxBytes);
        this.registry = registry;
        this.processors = processors;
        // One round that waits sees all that has happened until it begins: more need not wait.
        this.executor = new ThreadPoolExecutor(1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), task -> {
            Thread thread = new Thread(task, "SIP balancer failover");
            thread.setDaemon(true);
            return thread;
        });
        this.executor.allowCoreThreadTimeOut(true);
    }

    UnansweredRequests unanswered() {
        return this.unanswered;
    }

    /** The nodes have changed: sends what dead ones have not answered to others. Does not wait. */
    public void nodesChanged() {
        if (!this.unanswered.isEmpty()) {
            try {
                this.executor.execute(this::sendAgain);
            } catch (RejectedExecutionException e) {
                // A round waits already, or the balancer stops.
            }
        }
    }

    /** Forgets what need not be sent any more. Called every few seconds. */
    public void expire() {
        this.unanswered.expire();
        nodesChanged();
    }

    private void sendAgain() {
        for (UnansweredRequest request : this.unanswered.removeOf(this::isDead)) {
            if (this.processor == null) {
                this.processor = this.processors.get();
            }
            this.processor.sendAgain(request);
        }
    }

    private boolean isDead(int nodeId) {
        Node node = this.registry.snapshot().byId(nodeId);
        return node == null || !node.state().isAlive();
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
