/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.MessageEditor;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipUri;

/**
 * The Routes of a request: those at the front that are the balancer's own are taken out (RFC 3261 section 16.4), the first that remains
 * is the next hop.
 * <p>
 * The balancer records itself once or, if the request leaves from another place than where it came, twice; it takes out as many of its own as it records in
 * one pass, so that the Routes of a request that passes it twice are not lost.
 */
final class RouteSet {
    private final HeaderValues values = new HeaderValues();
    private final SipUri first = new SipUri();
    private final SipUri second = new SipUri();
    private final SipUri third = new SipUri();
    private SipUri next;
    private SipUri hint;
    private SipUri flow;
    private boolean malformed;
    private int taken;
    private int partFrom;
    private int partTo;

    /** Reads the Routes and notes the removal of own ones. False if one that has to be read is malformed. */
    boolean read(SipMessage message, OwnAddresses own, MessageEditor editor) {
        this.next = null;
        this.hint = null;
        this.flow = null;
        this.malformed = false;
        this.taken = 0;
        this.partFrom = -1;
        message.routes(this.values);
        ListeningPoint firstPlace = read(message, this.first, own);
        if (firstPlace != null) {
            take(this.first, editor);
            ListeningPoint secondPlace = read(message, this.second, own);
            if (secondPlace != null && secondPlace != firstPlace) {
                take(this.second, editor);
                read(message, this.third, own);
            }
        }
        if (this.partFrom >= 0) {
            editor.remove(this.partFrom, this.partTo);
        }
        return !this.malformed;
    }

    /** Reads the next Route as the next hop; the place that it names if it is an own one. */
    private ListeningPoint read(SipMessage message, SipUri uri, OwnAddresses own) {
        this.next = null;
        if (!this.values.next()) {
            return null;
        }
        if (!message.parse(this.values, uri)) {
            this.malformed = true;
            return null;
        }
        this.next = uri;
        return uri.isSip() ? own.find(uri) : null;
    }

    private void take(SipUri uri, MessageEditor editor) {
        if (this.hint == null && uri.nodeHost() != null) {
            this.hint = uri;
        }
        this.flow = this.flow == null && uri.hasFlow() ? uri : this.flow;
        this.next = null;
        this.taken++;
        if (this.values.isLastInLine()) {
            editor.remove(this.values.lineStart(), this.values.lineEnd());
            this.partFrom = -1;
        } else {
            this.partFrom = this.partFrom < 0 ? this.values.from() : this.partFrom;
            this.partTo = this.values.nextFrom();
        }
    }

    /** The next hop, or null if no Route remains. */
    SipUri next() {
        return this.next;
    }

    /** How many own ones are taken out. */
    int taken() {
        return this.taken;
    }

    /** The own Route that names a node, or null. */
    SipUri hint() {
        return this.hint;
    }

    /** The own Route that names a way back to a client, or null; not checked. */
    SipUri flow() {
        return this.flow;
    }
}
