/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.dns.Lookup;
import org.wildfly.sip.balancer.dns.NameTable;
import org.wildfly.sip.balancer.dns.Place;
import org.wildfly.sip.balancer.dns.PlaceChoice;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Requests that are not over when they have been processed once: those whose target is being looked up, and those that go to another node
 * if theirs dies. For any thread.
 */
public final class DeferredRequests implements AutoCloseable {
    private final LaterProcessing later;
    private final Failover failover;
    private final NameTable names;
    private final PlaceChoice places = new PlaceChoice(System::nanoTime);
    private final RecentCalls streamed = new RecentCalls(System::nanoTime);

    /**
     * @param maxBytes   how much of the requests that came over connections is kept until nodes answer
     * @param lookup     finds hosts
     * @param registry   tells when a node dies
     * @param processors makes a processor; asked for when it is needed
     */
    public DeferredRequests(long maxBytes, Lookup lookup, NodeRegistry registry, Supplier<MessageProcessor> processors) {
        this.later = new LaterProcessing(processors);
        this.failover = new Failover(maxBytes, registry, this.later);
        this.names = new NameTable(lookup, this.later);
        registry.onChange(this.failover::nodesChanged);
    }

    Failover failover() {
        return this.failover;
    }

    NameTable names() {
        return this.names;
    }

    /** Where hosts of several places are reached. */
    PlaceChoice places() {
        return this.places;
    }

    /** The calls of which requests were too long for UDP. */
    RecentCalls streamed() {
        return this.streamed;
    }

    /** Has a request processed again that could not be sent to a place. Does not wait. */
    void sendElsewhere(Transport transport, InetSocketAddress to, RequestCopy request) {
        this.places.failed(new Place(transport, to));
        try {
            this.later.execute(() -> this.later.processor().process(request, true));
        } catch (RejectedExecutionException e) {
            BalancerLogger.LOGGER.debug("Too many requests wait for being sent elsewhere", e);
        }
    }

    /** What processes a request again, when it is run by {@link #names()}. */
    Runnable waiting(RequestCopy request) {
        return () -> this.later.processor().process(request, false);
    }

    /** Forgets what need not be sent any more. Called every few seconds. */
    public void expire() {
        this.failover.expire();
        this.places.expire();
    }

    @Override
    public void close() {
        this.names.close();
        this.later.close();
    }
}
