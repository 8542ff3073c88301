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
 * if that one dies: over a connection, unlike over UDP, the client does not send them again. Of those that went to another it is
 * remembered, so that no late answer of the dead node adds to that of the other. Bounded: what finds no room is not kept. For any thread.
 */
final class UnansweredRequests {
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
        if (this.bytes.get() + UnansweredRequest.size(length) > this.maxBytes) {
            return;
        }
        this.bytes.addAndGet(UnansweredRequest.size(length));
        release(this.requests.put(key,
                new UnansweredRequest(this.order.incrementAndGet(), node.id(), node.tag(), RequestCopy.of(place), System.nanoTime())));
    }

    /**
     * A node has answered: its request need not be sent again.
     *
     * @param tag of the node
     * @return false if nobody waits for the answer any more, since the node was taken for dead
     */
    boolean answered(long key, int tag) {
        UnansweredRequest request = this.requests.get(key);
        if (request == null) {
            return true;
        }
        if (request.isTakenFrom(tag)) {
            return false;
        }
        if (request.copy() != null) {
            // A late answer may come still if this was not the first node.
            settle(key, request, request.copy().attempt() == 0 ? null : request.settled(request.tag()));
        }
        return true;
    }

    /** True if another node than that of a tag has a request, or shall have it. */
    boolean isTakenFrom(long key, int tag) {
        UnansweredRequest request = this.requests.get(key);
        return request != null && request.isTakenFrom(tag);
    }

    /** Takes out a request that its node has not got, so that it can be sent to another. Null if it is not there. */
    RequestCopy take(long key) {
        UnansweredRequest request = this.requests.get(key);
        return request != null && request.copy() != null && settle(key, request, null) ? request.copy() : null;
    }

    /** Takes the requests of dead nodes out, by their ids; in the order in which they came. */
    List<RequestCopy> takeOf(IntPredicate nodeIds) {
        List<UnansweredRequest> taken = new ArrayList<>();
        this.requests.forEach((key, request) -> {
            if (request.copy() != null && nodeIds.test(request.nodeId())
                    && settle(key, request, request.settled(UnansweredRequest.NOBODY))) {
                taken.add(request);
            }
        });
        taken.sort(Comparator.comparingLong(UnansweredRequest::order));
        return taken.stream().map(UnansweredRequest::copy).toList();
    }

    /** Puts something smaller, or nothing, in the place of a request; false if another thread has been faster. */
    private boolean settle(long key, UnansweredRequest request, UnansweredRequest rest) {
        boolean done = rest == null ? this.requests.remove(key, request) : this.requests.replace(key, request, rest);
        if (done) {
            release(request);
            this.bytes.addAndGet(rest == null ? 0 : rest.size());
        }
        return done;
    }

    /** Forgets those whose clients have given up. */
    void expire() {
        long now = System.nanoTime();
        this.requests.forEach((key, request) -> {
            if (now - request.since() > GIVEN_UP) {
                settle(key, request, null);
            }
        });
    }

    boolean isEmpty() {
        return this.requests.isEmpty();
    }

    private void release(UnansweredRequest request) {
        if (request != null) {
            this.bytes.addAndGet(-request.size());
        }
    }
}
