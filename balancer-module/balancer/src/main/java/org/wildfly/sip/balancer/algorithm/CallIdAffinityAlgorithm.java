/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * The default: new calls go round the nodes that are UP, later messages of a call to the node of its first. The calls of a dead node go
 * to survivors: each call by itself, to the one that a hash of Call-ID and node name ranks highest (so that all balancers decide alike),
 * or all calls of a node together.
 */
public final class CallIdAffinityAlgorithm implements BalancerAlgorithm {

    /** What the algorithm needs to know. */
    public interface Configuration {
        /** How long a call in which nothing happens is remembered. */
        Duration maxIdle();

        /** How long a call that has ended is remembered: as long as retransmissions may come (RFC 3261, timers H and J). */
        default Duration linger() {
            return Duration.ofSeconds(32);
        }

        /** How many calls are remembered at most, about. */
        int maxEntries();

        /** True if all calls of a dead node go to the same survivor. */
        boolean groupFailover();

        /** Nanoseconds, as {@link System#nanoTime()}. */
        default LongSupplier clock() {
            return System::nanoTime;
        }
    }

    /** A dialog is established: only its BYE ends it. */
    private static final int ESTABLISHED = 1;
    /** The dialog has left the node that its Route names. */
    private static final int MOVED = 2;
    /** From here on up: the low bits of the CSeq of the request that made the entry. */
    private static final int SEQUENCE_SHIFT = 8;

    private final AffinityTable table;
    private final AtomicInteger turn = new AtomicInteger();
    private final boolean groupFailover;
    private final int maxIdle;
    private final int linger;
    private final LongSupplier clock;
    private final long epoch;

    public CallIdAffinityAlgorithm(Configuration configuration) {
        this.table = new AffinityTable(configuration.maxEntries(), ThreadLocalRandom.current().nextLong());
        this.groupFailover = configuration.groupFailover();
        this.maxIdle = seconds(configuration.maxIdle());
        this.linger = seconds(configuration.linger());
        this.clock = configuration.clock();
        this.epoch = this.clock.getAsLong();
    }

    @Override
    public Node select(SipMessage message, Nodes nodes, Node dead) {
        int now = now();
        long key = message.callIdHash();
        long entry = this.table.get(key, now);
        boolean begins = message.isRequest() && message.method() != Method.ACK && message.method() != Method.CANCEL;
        if (entry == 0) {
            if (begins && !message.hasToTag()) {
                return first(message, nodes, key, now);
            }
            Node survivor = survivor(message, dead, nodes);
            return begins ? remember(message, survivor, MOVED, now) : survivor;
        }
        Node node = nodes.byId(AffinityTable.node(entry));
        if (node != null && node.isReachable() && !isNewCallForDrainingNode(message, entry, node)) {
            touch(message, key, entry, now);
            return node;
        }
        if (node != null && node.isReachable()) {
            return remember(message, next(nodes), 0, now);
        }
        return remember(message, survivor(message, node == null ? dead : node, nodes), AffinityTable.flags(entry) & 0xff | MOVED, now);
    }

    @Override
    public Node moved(SipMessage message, Nodes nodes) {
        int now = now();
        long entry = this.table.get(message.callIdHash(), now);
        if ((AffinityTable.flags(entry) & MOVED) == 0) {
            return null;
        }
        Node node = nodes.byId(AffinityTable.node(entry));
        if (node == null || !node.isReachable()) {
            return null;
        }
        touch(message, message.callIdHash(), entry, now);
        return node;
    }

    @Override
    public void assigned(SipMessage message, Node node, boolean moved) {
        int now = now();
        long entry = this.table.get(message.callIdHash(), now);
        boolean same = entry != 0 && AffinityTable.node(entry) == node.id();
        if (same && message.method() == Method.ACK) {
            return;
        }
        int kept = entry == 0 ? 0 : AffinityTable.flags(entry) & (same ? ESTABLISHED | MOVED : ESTABLISHED);
        remember(message, node, kept | (moved ? MOVED : 0) | (message.hasToTag() ? ESTABLISHED : 0), now);
    }

    @Override
    public void completed(SipMessage response) {
        int now = now();
        long key = response.callIdHash();
        long entry = this.table.get(key, now);
        if (entry == 0) {
            return;
        }
        int flags = AffinityTable.flags(entry);
        Method method = response.method();
        boolean success = response.status() < 300;
        if (method.createsDialog() && success) {
            this.table.put(key, AffinityTable.entry(AffinityTable.node(entry), flags | ESTABLISHED, AffinityTable.deadline(entry)));
        } else if (method == Method.BYE
                || (flags & ESTABLISHED) == 0 && method != Method.CANCEL && method != Method.PRACK && method != Method.UPDATE
                        && method != Method.INFO) {
            this.table.put(key, AffinityTable.entry(AffinityTable.node(entry), flags, now + this.linger));
        }
    }

    @Override
    public void expire() {
        this.table.expire(now());
    }

    @Override
    public int size() {
        return this.table.size();
    }

    /**
     * A later attempt under the Call-ID of an earlier one (after a challenge, or a renewed registration), not a retransmission: a
     * draining node need not see it.
     */
    private static boolean isNewCallForDrainingNode(SipMessage message, long entry, Node node) {
        return node.state() == NodeState.DRAINING && message.isRequest() && !message.hasToTag() && message.method() != Method.ACK
                && message.method() != Method.CANCEL
                && (message.sequence() & 0xff) != AffinityTable.flags(entry) >>> SEQUENCE_SHIFT;
    }

    private Node first(SipMessage message, Nodes nodes, long key, int now) {
        Node node = next(nodes);
        if (node == null) {
            return null;
        }
        long valid = this.table.putIfAbsent(key, entry(message, node, 0, now + this.maxIdle), now);
        Node first = nodes.byId(AffinityTable.node(valid));
        return first != null && first.isReachable() ? first : node;
    }

    private Node next(Nodes nodes) {
        int count = nodes.upCount();
        return count == 0 ? null : nodes.up(Integer.remainderUnsigned(this.turn.getAndIncrement(), count));
    }

    private Node survivor(SipMessage message, Node dead, Nodes nodes) {
        long group = this.groupFailover && dead != null ? dead.nameHash() : message.callIdHash();
        Node best = null;
        long bestRank = 0;
        for (int i = 0; i < nodes.upCount(); i++) {
            Node node = nodes.up(i);
            long rank = mix(group ^ node.nameHash());
            if (best == null || Long.compareUnsigned(rank, bestRank) > 0) {
                best = node;
                bestRank = rank;
            }
        }
        return best;
    }

    private Node remember(SipMessage message, Node node, int flags, int now) {
        if (node != null) {
            this.table.put(message.callIdHash(), entry(message, node, flags, now + this.maxIdle));
        }
        return node;
    }

    private void touch(SipMessage message, long key, long entry, int now) {
        // A retransmission of what ended the call does not make it live again.
        boolean ending = AffinityTable.deadline(entry) <= now + this.linger && message.method() == Method.BYE;
        if (!ending && message.isRequest() && message.method() != Method.ACK && AffinityTable.deadline(entry) < now + this.maxIdle) {
            boolean first = !message.hasToTag() && message.method() != Method.CANCEL;
            int flags = AffinityTable.flags(entry);
            int updated = first ? flags & 0xff | (message.sequence() & 0xff) << SEQUENCE_SHIFT : flags;
            this.table.put(key, AffinityTable.entry(AffinityTable.node(entry), updated, now + this.maxIdle));
        }
    }

    private static long entry(SipMessage message, Node node, int flags, int deadline) {
        return AffinityTable.entry(node.id(), flags & 0xff | (message.sequence() & 0xff) << SEQUENCE_SHIFT, deadline);
    }

    private int now() {
        return (int) ((this.clock.getAsLong() - this.epoch) / 1_000_000_000) + 1;
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE / 4, duration.toSeconds());
    }

    /** The finalizer of MurmurHash3. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
