/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.dns.Place;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends requests that are too long for a datagram over TCP (RFC 3261 section 18.1.1), and what follows them in the same call, too, so that
 * nothing overtakes them: ACK, CANCEL, retransmissions, and all else for some minutes.
 */
final class LargeRequests {
    private final Workplace place;

    LargeRequests(Workplace place) {
        this.place = place;
    }

    /**
     * The place to send from if a request of the same call was too long lately; else the one that is wanted.
     *
     * @param to    where TCP would lead; null for nowhere
     * @param limit of a datagram, in bytes; 0 for none
     */
    ListeningPoint following(ListeningPoint wanted, InetSocketAddress to, int limit) {
        RecentCalls streamed = this.place.forwarding.deferred().streamed();
        boolean follows = limit > 0 && !streamed.isEmpty() && streamed.contains(call());
        ListeningPoint stream = follows ? stream(wanted, to) : null;
        return stream == null ? wanted : stream;
    }

    /** The place to send from if the request, as it is edited, is too long for a datagram; else the one that is wanted. */
    ListeningPoint instead(ListeningPoint wanted, InetSocketAddress to, int limit) {
        boolean large = limit > 0 && this.place.editor.length(this.place.message) > limit;
        ListeningPoint stream = large ? stream(wanted, to) : null;
        if (stream == null) {
            return wanted;
        }
        this.place.forwarding.deferred().streamed().add(call());
        return stream;
    }

    private ListeningPoint stream(ListeningPoint wanted, InetSocketAddress to) {
        if (wanted.transport() != Transport.UDP || to == null) {
            return null;
        }
        ListeningPoint stream = this.place.own().sender(wanted.leg(), Transport.TCP, ListeningPoint.isV4(to.getAddress()));
        boolean refused = stream != null && this.place.forwarding.deferred().places().hasFailed(new Place(Transport.TCP, to));
        return refused ? null : stream;
    }

    /** Both directions of a call apart: what one side sends is not long because the other's is. */
    private long call() {
        return this.place.message.callIdHash() ^ (this.place.arrival.leg() == Leg.INTERNAL ? -1 : 0);
    }
}
