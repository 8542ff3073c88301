/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.node.Node;

/**
 * Copies of the requests that clients have sent over connections, until the first answer of the node, so that they can go to another node
 * if that one dies: over a connection, unlike over UDP, the client does not send them again. Bounded: what finds no room is not kept. For
 * any thread.
 */
final class UnansweredRequests {
    /** What an entry takes besides the bytes of its request, about. */
    private static final int OVERHEAD = 200;
    /** Timers B and F (RFC 3261 section 17.1): the client has given up by then. */
    private static final long GIVEN_UP = TimeUnit.SECONDS.toNanos(32);

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong order = new AtomicLong();
    private final Map<Long, UnansweredRequest> requests = new ConcurrentHashMap<>();

    /**
     * @param maxBytes how much is kept, about
     */
    UnansweredRequests(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What stands for a transaction, of the hash in the branch and the method, which CANCEL does not share with its INVITE. */
    static long key(long transaction, Method method) {
        return transaction * 31 + method.ordinal();
    }

    /** Keeps the request that is processed, which goes to a node. */
    void keep(long key, Node node, Workplace place) {
        int length = place.message.end() - place.message.start();
        if (this.bytes.get() + length + OVERHEAD > this.maxBytes) {
            return;
        }
        this.bytes.addAndGet(length + OVERHEAD);
        released(this.requests.put(key,
                new UnansweredRequest(this.order.incrementAndGet(), node.id(), RequestCopy.of(place), System.nanoTime())));
    }

    /** Takes a request out: it has been answered, or shall be sent again. Null if it is not there. */
    RequestCopy remove(long key) {
        UnansweredRequest request = released(this.requests.remove(key));
        return request == null ? null : request.copy();
    }

    /** Takes the requests of some nodes out, by their ids; in the order in which they came. */
    List<RequestCopy> removeOf(IntPredicate nodeIds) {
        List<UnansweredRequest> removed = new ArrayList<>();
        this.requests.forEach((key, request) -> {
            if (nodeIds.test(request.nodeId()) && this.requests.remove(key, request)) {
                removed.add(released(request));
            }
        });
        removed.sort(Comparator.comparingLong(UnansweredRequest::order));
        return removed.stream().map(UnansweredRequest::copy).toList();
    }

    /** Forgets those whose clients have given up. */
    void expire() {
        long now = System.nanoTime();
        this.requests.forEach((key, request) -> {
            if (now - request.since() > GIVEN_UP && this.requests.remove(key, request)) {
                released(request);
            }
        });
    }

    boolean isEmpty() {
        return this.requests.isEmpty();
    }

    private UnansweredRequest released(UnansweredRequest request) {
        if (request != null) {
            this.bytes.addAndGet(-request.copy().bytes().length - OVERHEAD);
        }
        return request;
    }
}
