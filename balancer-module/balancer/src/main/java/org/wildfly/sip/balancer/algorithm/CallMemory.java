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
    private final int maxEntries;
    private final int maxIdle;
    private final LongSupplier clock;
    private final long epoch;

    CallMemory(Affinity affinity, LongSupplier clock) {
        this(new AffinityTable(affinity.maxEntries(), ThreadLocalRandom.current().nextLong()), affinity, clock, clock.getAsLong());
    }

    private CallMemory(AffinityTable table, Affinity affinity, LongSupplier clock, long epoch) {
        this.table = table;
        this.maxEntries = affinity.maxEntries();
        this.maxIdle = seconds(affinity.maxIdle());
        this.clock = clock;
        this.epoch = epoch;
    }

    /** What goes on with all that is remembered here when it is to be remembered for another time, or in another number. */
    CallMemory with(Affinity affinity) {
        AffinityTable next = affinity.maxEntries() == this.maxEntries ? this.table : this.table.resized(affinity.maxEntries());
        return new CallMemory(next, affinity, this.clock, this.epoch);
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
        return nodes.byId(Entry.node(entry));
    }

    /** The node of a call that has left the one that its Route names, if it can be reached; else null. */
    static Node moved(long entry, Nodes nodes) {
        Node node = (Entry.flags(entry) & MOVED) == 0 ? null : node(entry, nodes);
        return node != null && node.isReachable() ? node : null;
    }

    /**
     * A later attempt under the Call-ID of an earlier one (after a challenge, or a renewed registration), not a retransmission: a
     * draining node need not see it.
     */
    static boolean isNewCallForDrainingNode(SipMessage message, long entry, Node node) {
        return node.state() == NodeState.DRAINING && begins(message)
                && (message.sequence() & 0xff) != Entry.flags(entry) >>> SEQUENCE_SHIFT;
    }

    /** Remembers the node of a new call, unless somebody else was faster; returns the one that counts. */
    Node begin(SipMessage message, Node node, Nodes nodes, int now) {
        Node first = node(this.table.putIfAbsent(message.callIdHash(), entry(message, node, 0, now + this.maxIdle), now), nodes);
        return first != null && first.isReachable() ? first : node;
    }

    /** Remembers that a call has another node now, if the message is one that begins something; it may have been known before (entry). */
    void move(SipMessage message, Node node, long entry, int now) {
        if (isTransaction(message) || entry != 0) {
            put(message, node, Entry.flags(entry) & FLAGS | MOVED, now);
        }
    }

    /** Remembers that a call begins anew, with another node. */
    void restart(SipMessage message, Node node, int now) {
        put(message, node, 0, now);
    }

    /** Remembers a node that was found by other means; something may have been known before (entry). */
    void assigned(SipMessage message, long entry, Node node, boolean moved, int now) {
        boolean same = entry != 0 && Entry.node(entry) == node.id();
        if (same && message.method() == Method.ACK) {
            return;
        }
        int kept = entry == 0 ? 0 : Entry.flags(entry) & (same ? ESTABLISHED | MOVED : ESTABLISHED);
        put(message, node, kept | (moved ? MOVED : 0) | (message.hasToTag() ? ESTABLISHED : 0), now);
    }

    /** A message of a call has come: it is remembered for longer. */
    void touch(SipMessage message, long entry, int now) {
        // A retransmission of what ended the call does not make it live again.
        boolean ending = Entry.deadline(entry) <= now + LINGER && message.method() == Method.BYE;
        if (!ending && message.isRequest() && message.method() != Method.ACK && Entry.deadline(entry) < now + this.maxIdle) {
            boolean first = !message.hasToTag() && message.method() != Method.CANCEL;
            int flags = Entry.flags(entry);
            int updated = first ? flags & FLAGS | (message.sequence() & 0xff) << SEQUENCE_SHIFT : flags;
            this.table.put(message.callIdHash(), Entry.of(Entry.node(entry), updated, now + this.maxIdle));
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
        int flags = Entry.flags(entry);
        Method method = response.method();
        if (method.createsDialog() && response.status() < 300) {
            if ((flags & ESTABLISHED) != 0) {
                return;
            }
            this.table.put(key, Entry.of(Entry.node(entry), flags | ESTABLISHED, Entry.deadline(entry)));
        } else if (method == Method.BYE
                || (flags & ESTABLISHED) == 0 && method != Method.CANCEL && method != Method.PRACK && method != Method.UPDATE
                        && method != Method.INFO) {
            this.table.put(key, Entry.of(Entry.node(entry), flags, now + LINGER));
        }
    }

    /**
     * The calls of a node are another's now. While it lives it keeps those that are being set up, and what has no dialog: their
     * transactions run there.
     */
    void switched(Node from, Node to) {
        this.table.move(from.id(), to.id(), from.isReachable() ? ESTABLISHED : 0, MOVED);
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
        return Entry.of(node.id(), flags & FLAGS | (message.sequence() & 0xff) << SEQUENCE_SHIFT, deadline);
    }

    /** The time, in seconds since some moment; from 1. */
    int now() {
        return (int) ((this.clock.getAsLong() - this.epoch) / 1_000_000_000) + 1;
    }

    static int seconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE / 4, duration.toSeconds());
    }
}
