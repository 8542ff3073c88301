/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.ContactReader;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Tells whether the client that has sent a request over UDP is behind a NAT, so that it can only be reached at the address from which it
 * sends (RFC 6314 section 4): what it says of itself is another one. Only of who is the first to send the request, since what stands in
 * front of other clients has an address of its own to say.
 */
final class NatDetection {
    private final Workplace place;
    private final DatagramFlow source;
    private final HeaderValues vias = new HeaderValues();
    private final ContactReader contact = new ContactReader();

    NatDetection(Workplace place) {
        this.place = place;
        this.source = place.forwarding.flows().newDatagramFlow();
    }

    /** True if the Via tells of a NAT. Costs nothing if it does not. */
    boolean isBehindNat() {
        Arrival arrival = this.place.arrival;
        Via via = this.place.message.topVia();
        HostPort sentBy = via.sentBy();
        if (!sentBy.isLiteral() || arrival.isFrom(sentBy) && (via.rportFrom() < 0 || sentBy.port(5060) == arrival.port())) {
            return false;
        }
        return isFirst();
    }

    /** The same of a registration, whose Contact is looked at, too; and true if the client wants it to be treated so (RFC 5626). */
    boolean isRegisteredBehindNat() {
        if (isBehindNat()) {
            return true;
        }
        if (!isFirst() || !this.contact.read(this.place.message)) {
            return false;
        }
        HostPort host = this.contact.uri().hostPort();
        return this.contact.isOutbound() || host.isLiteral() && !this.place.arrival.isFrom(host);
    }

    private boolean isFirst() {
        if (this.place.arrival.leg() != Leg.EXTERNAL || this.place.arrival.transport() != Transport.UDP
                || !this.place.forwarding.rules().routing().udpFlows()) {
            return false;
        }
        this.vias.toTopVia(this.place.message);
        return this.vias.isLastInLine() && !this.vias.next();
    }

    /** The way back to the client. */
    DatagramFlow source() {
        return this.source.set(this.place.arrival);
    }
}
