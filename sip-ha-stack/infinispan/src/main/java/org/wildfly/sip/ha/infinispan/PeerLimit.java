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

import org.infinispan.remoting.transport.Address;

/**
 * Bounds the operations that wait for one peer, so that a node that is alive but does not answer (stopped, cut off) neither fills memory nor
 * lets a sender run into the transport's flow control, where it would wait. What has timed out counts until the peer answers again; such a peer
 * gets one operation at a time.
 */
final class PeerLimit {
    private final Map<Address, Peer> peers = new ConcurrentHashMap<>();
    private final int max;

    /** @param max operations per peer; to be less than the messages and bytes that the transport takes without waiting */
    PeerLimit(int max) {
        this.max = max;
    }

    /**
     * Counts an operation that waits for all of some peers.
     *
     * @return null if it may begin; otherwise a peer that has to answer first, and nothing is counted
     */
    Address enter(Collection<Address> targets) {
        List<Address> entered = new ArrayList<>(targets.size());
        for (Address target : targets) {
            if (!this.peers.computeIfAbsent(target, address -> new Peer()).enter(this.max)) {
                this.cancel(entered);
                return target;
            }
            entered.add(target);
        }
        return null;
    }

    /** Ends what {@link #enter(Collection)} began. */
    void leave(Collection<Address> targets, boolean answered) {
        for (Address target : targets) {
            this.peers.computeIfPresent(target, (address, peer) -> peer.leave(answered));
        }
    }

    /** Undoes {@link #enter(Collection)}: nothing was sent. */
    void cancel(Collection<Address> targets) {
        for (Address target : targets) {
            this.peers.computeIfPresent(target, (address, peer) -> peer.cancel());
        }
    }

    /** Forgets a peer that has left. */
    void forget(Address peer) {
        this.peers.remove(peer);
    }

    private static final class Peer {
        private int waiting;
        private int unanswered;

        synchronized boolean enter(int max) {
            if (this.waiting > 0 && this.waiting + this.unanswered >= max) {
                return false;
            }
            this.waiting++;
            return true;
        }

        synchronized Peer leave(boolean answered) {
            this.waiting = Math.max(0, this.waiting - 1);
            this.unanswered = answered ? 0 : this.unanswered + 1;
            return this;
        }

        synchronized Peer cancel() {
            this.waiting = Math.max(0, this.waiting - 1);
            return this;
        }
    }
}
