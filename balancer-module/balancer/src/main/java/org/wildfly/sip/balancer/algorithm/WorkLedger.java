/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;

/**
 * How much work each node has left: the sum over its transactions that have no final response yet. An INVITE counts 1.75 times as much
 * as any other (Jiang et al., "Load Balancing for SIP Server Clusters", INFOCOM 2009). A bounded number of transactions is known; one
 * that gets no response counts until its client has given up. For all threads; makes no objects.
 */
final class WorkLedger {
    /** In quarters. */
    private static final int INVITE = 7;
    private static final int OTHER = 4;
    /** Seconds: timers C, and B or F (RFC 3261 sections 16.6 and 17). */
    private static final int INVITE_LIMIT = 180;
    private static final int OTHER_LIMIT = 32;
    private static final int MAX_ID = 0xffff;

    private final AffinityTable transactions;
    private final int maxTransactions;
    private final AtomicIntegerArray work = new AtomicIntegerArray(MAX_ID + 1);
    private final LongConsumer ended = this::subtract;
    private final LongSupplier clock;
    private final long epoch;

    /**
     * @param maxTransactions how many are known at most, about
     */
    WorkLedger(int maxTransactions, LongSupplier clock) {
        this.maxTransactions = maxTransactions;
        this.transactions = new AffinityTable(maxTransactions, ThreadLocalRandom.current().nextLong());
        this.clock = clock;
        this.epoch = clock.getAsLong();
    }

    /** How many transactions are known at most, about. */
    int maxTransactions() {
        return this.maxTransactions;
    }

    /** The work that a node has left, in quarters of a transaction that is no INVITE. */
    int work(Node node) {
        return this.work.get(node.id());
    }

    /** A request is sent to a node; a retransmission adds nothing. */
    void sending(SipMessage request, Node node) {
        if (request.method() == Method.ACK || request.method() == Method.CANCEL) {
            return;
        }
        boolean invite = request.method() == Method.INVITE;
        int weight = invite ? INVITE : OTHER;
        long entry = Entry.of(node.id(), weight, now() + (invite ? INVITE_LIMIT : OTHER_LIMIT));
        if (this.transactions.add(key(request), entry, this.ended)) {
            this.work.addAndGet(node.id(), weight);
        }
    }

    /** A final response has passed. */
    void completed(SipMessage response) {
        long entry = this.transactions.remove(key(response));
        if (entry != 0) {
            subtract(entry);
        }
    }

    void expire() {
        this.transactions.expire(now(), this.ended);
    }

    private void subtract(long entry) {
        this.work.addAndGet(Entry.node(entry), -Entry.flags(entry));
    }

    private static long key(SipMessage message) {
        return message.callIdHash() + ((long) message.sequence() << 8 | message.method().ordinal()) * 0x9e3779b97f4a7c15L;
    }

    private int now() {
        return (int) ((this.clock.getAsLong() - this.epoch) / 1_000_000_000) + 1;
    }
}
