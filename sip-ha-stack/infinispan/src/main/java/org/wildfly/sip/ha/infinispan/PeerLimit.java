/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.infinispan.remoting.transport.Address;

/**
 * Bounds the operations that wait for one peer, so that a node that is alive but does not answer (stopped, cut off) neither fills memory
 * nor lets a sender run into the transport's flow control, where it would wait. A peer that has been silent for some time gets one
 * operation at a time until it answers again.
 */
final class PeerLimit {
    /** How an operation has ended. */
    enum End {
        /** Every peer has answered. */
        ANSWERED,
        /** Some peer has not answered in time. */
        TIMED_OUT,
        /** It says nothing about the peers. */
        UNKNOWN
    }

    private final Map<Address, Peer> peers = new ConcurrentHashMap<>();
    private final int max;
    private final long patience;
    private final LongSupplier clock;

    /**
     * @param max operations per peer; to be less than the messages that the transport takes without waiting
     * @param patience how long a peer that owes answers may be silent, in nanoseconds
     * @param clock in nanoseconds, as {@link System#nanoTime()}
     */
    PeerLimit(int max, long patience, LongSupplier clock) {
        this.max = max;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Counts an operation that waits for all of some peers.
     *
     * @return null if it may begin; otherwise a peer that has to answer first, and nothing is counted
     */
    Address enter(Collection<Address> targets) {
        List<Address> entered = new ArrayList<>(targets.size());
        for (Address target : targets) {
            if (!this.peers.computeIfAbsent(target, address -> new Peer()).enter(this.clock.getAsLong())) {
                this.leave(entered, End.UNKNOWN);
                return target;
            }
            entered.add(target);
        }
        return null;
    }

    /** Ends what {@link #enter(Collection)} began. */
    void leave(Collection<Address> targets, End end) {
        for (Address target : targets) {
            Peer peer = this.peers.get(target);
            if (peer != null) {
                peer.leave(end, this.clock.getAsLong());
            }
        }
    }

    /** Forgets a peer that has left. */
    void forget(Address peer) {
        this.peers.remove(peer);
    }

    private final class Peer {
        private int waiting;
        private long lastAnswer;
        private boolean silent;

        synchronized boolean enter(long now) {
            if (this.waiting == 0) {
                this.lastAnswer = now;
            } else if (this.silent || this.waiting >= PeerLimit.this.max || now - this.lastAnswer > PeerLimit.this.patience) {
                return false;
            }
            this.waiting++;
            return true;
        }

        synchronized void leave(End end, long now) {
            this.waiting = Math.max(0, this.waiting - 1);
            if (end == End.ANSWERED) {
                this.lastAnswer = now;
                this.silent = false;
            } else if (end == End.TIMED_OUT) {
                this.silent = true;
            }
        }
    }
}
