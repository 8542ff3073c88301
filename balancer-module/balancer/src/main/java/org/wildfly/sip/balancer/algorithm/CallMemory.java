/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Affinity;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Which node has which call, from the call's first request until some time after its end. For all threads; makes no objects.
 */
final class CallMemory {
    /** A dialog is established: only its BYE ends it. */
    private static final int ESTABLISHED = 1;
    /** The dialog has left the node that its Route names. */
    private static final int MOVED = 2;
    private static final int FLAGS = 0xff;
    /** From here on up: the low bits of the CSeq of the request that made the entry. */
    private static final int SEQUENCE_SHIFT = 8;
    /** How long a call that has ended is remembered: as long as retransmissions may come (RFC 3261, timers H and J). */
    private static final int LINGER = 32;

    private final AffinityTable table;
    private final int maxIdle;
    private final LongSupplier clock;
    private final long epoch;

    CallMemory(Affinity affinity, LongSupplier clock) {
        this.table = new AffinityTable(affinity.maxEntries(), ThreadLocalRandom.current().nextLong());
        this.maxIdle = seconds(affinity.maxIdle());
        this.clock = clock;
        this.epoch = clock.getAsLong();
    }

    /** True for a request with which something may begin: one that is no ACK and no CANCEL, and in no dialog. */
    static boolean begins(SipMessage message) {
        return isTransaction(message) && !message.hasToTag();
    }

    private static boolean isTransaction(SipMessage message) {
        return message.isRequest() && message.method() != Method.ACK && message.method() != Method.CANCEL;
    }

    /**
     * What is remembered of a message's call; 0 if nothing.
     *
     * @param now as {@link #now}, read once for all that is done with a message
     */
    long get(SipMessage message, int now) {
        return this.table.get(message.callIdHash(), now);
    }

    /** The node of what is remembered, in any state; null if it is not known any more. */
    static Node node(long entry, Nodes nodes) {
        return nodes.byId(AffinityTable.node(entry));
    }

    /** True if the call has left the node that its Route names. */
    static boolean isMoved(long entry) {
        return (AffinityTable.flags(entry) & MOVED) != 0;
    }

    /**
     * A later attempt under the Call-ID of an earlier one (after a challenge, or a renewed registration), not a retransmission: a
     * draining node need not see it.
     */
    static boolean isNewCallForDrainingNode(SipMessage message, long entry, Node node) {
        return node.state() == NodeState.DRAINING && begins(message)
                && (message.sequence() & 0xff) != AffinityTable.flags(entry) >>> SEQUENCE_SHIFT;
    }

    /** Remembers the node of a new call, unless somebody else was faster; returns the one that counts. */
    Node begin(SipMessage message, Node node, Nodes nodes, int now) {
        Node first = node(this.table.putIfAbsent(message.callIdHash(), entry(message, node, 0, now + this.maxIdle), now), nodes);
        return first != null && first.isReachable() ? first : node;
    }

    /** Remembers that a call has another node now, if the message is one that begins something; it may have been known before (entry). */
    void move(SipMessage message, Node node, long entry, int now) {
        if (isTransaction(message) || entry != 0) {
            put(message, node, AffinityTable.flags(entry) & FLAGS | MOVED, now);
        }
    }

    /** Remembers that a call begins anew, with another node. */
    void restart(SipMessage message, Node node, int now) {
        put(message, node, 0, now);
    }

    /** Remembers a node that was found by other means; something may have been known before (entry). */
    void assigned(SipMessage message, long entry, Node node, boolean moved, int now) {
        boolean same = entry != 0 && AffinityTable.node(entry) == node.id();
        if (same && message.method() == Method.ACK) {
            return;
        }
        int kept = entry == 0 ? 0 : AffinityTable.flags(entry) & (same ? ESTABLISHED | MOVED : ESTABLISHED);
        put(message, node, kept | (moved ? MOVED : 0) | (message.hasToTag() ? ESTABLISHED : 0), now);
    }

    /** A message of a call has come: it is remembered for longer. */
    void touch(SipMessage message, long entry, int now) {
        // A retransmission of what ended the call does not make it live again.
        boolean ending = AffinityTable.deadline(entry) <= now + LINGER && message.method() == Method.BYE;
        if (!ending && message.isRequest() && message.method() != Method.ACK && AffinityTable.deadline(entry) < now + this.maxIdle) {
            boolean first = !message.hasToTag() && message.method() != Method.CANCEL;
            int flags = AffinityTable.flags(entry);
            int updated = first ? flags & FLAGS | (message.sequence() & 0xff) << SEQUENCE_SHIFT : flags;
            this.table.put(message.callIdHash(), AffinityTable.entry(AffinityTable.node(entry), updated, now + this.maxIdle));
        }
    }

    /** A final response has passed: it may have established the dialog, or ended it, or been all there was. */
    void completed(SipMessage response) {
        int now = now();
        long key = response.callIdHash();
        long entry = this.table.get(key, now);
        if (entry == 0) {
            return;
        }
        int flags = AffinityTable.flags(entry);
        Method method = response.method();
        if (method.createsDialog() && response.status() < 300) {
            if ((flags & ESTABLISHED) != 0) {
                return;
            }
            this.table.put(key, AffinityTable.entry(AffinityTable.node(entry), flags | ESTABLISHED, AffinityTable.deadline(entry)));
        } else if (method == Method.BYE
                || (flags & ESTABLISHED) == 0 && method != Method.CANCEL && method != Method.PRACK && method != Method.UPDATE
                        && method != Method.INFO) {
            this.table.put(key, AffinityTable.entry(AffinityTable.node(entry), flags, now + LINGER));
        }
    }

    /** All calls of a node are another's now. */
    void switched(Node from, Node to) {
        this.table.move(from.id(), to.id(), MOVED);
    }

    void expire() {
        this.table.expire(now());
    }

    /** How many calls are remembered. Slow. */
    int size() {
        return this.table.size();
    }

    /** How many calls each node has, by its number. Slow. */
    int[] countByNode() {
        return this.table.countByNode();
    }

    private void put(SipMessage message, Node node, int flags, int now) {
        this.table.put(message.callIdHash(), entry(message, node, flags, now + this.maxIdle));
    }

    private static long entry(SipMessage message, Node node, int flags, int deadline) {
        return AffinityTable.entry(node.id(), flags & FLAGS | (message.sequence() & 0xff) << SEQUENCE_SHIFT, deadline);
    }

    /** The time, in seconds since some moment; from 1. */
    int now() {
        return (int) ((this.clock.getAsLong() - this.epoch) / 1_000_000_000) + 1;
    }

    static int seconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE / 4, duration.toSeconds());
    }
}
