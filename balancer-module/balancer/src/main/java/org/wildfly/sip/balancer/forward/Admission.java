/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Says whether a request goes any further (RFC 3261 section 16.3), and refuses the others.
 */
final class Admission {
    private final Workplace place;
    private final Branch branch;
    private final Rejection rejection;
    private final HeaderValues tags = new HeaderValues();

    Admission(Workplace place, Branch branch, Rejection rejection) {
        this.place = place;
        this.branch = branch;
        this.rejection = rejection;
    }

    /** True if the request goes on; else it has been answered or dropped. */
    boolean admits() {
        // First of all: whoever is blocked is not to learn that there is somebody.
        if (isBlocked()) {
            this.place.count(Counter.BLOCKED);
            if (this.place.forwarding.rules().routing().answerBlocked()) {
                this.rejection.reject(Answer.FORBIDDEN);
            }
            return false;
        }
        Answer refusal = refusal();
        if (refusal != null) {
            this.rejection.reject(refusal);
        }
        return refusal == null;
    }

    private Answer refusal() {
        SipMessage request = this.place.message;
        if (!request.requestUri().isSip() && this.place.arrival.leg() == Leg.EXTERNAL
                && !this.place.forwarding.rules().isKnownScheme(request.requestUri())) {
            return Answer.UNSUPPORTED_URI_SCHEME;
        }
        if (request.maxForwards() == 0) {
            return Answer.TOO_MANY_HOPS;
        }
        if (this.branch.isLoop(request, this.place.arrival.leg(), this.place.own())) {
            return Answer.LOOP_DETECTED;
        }
        if (this.branch.hasEmptyVia()) {
            return Answer.BAD_REQUEST;
        }
        boolean plain = request.method() == Method.ACK || request.method() == Method.CANCEL || isAllowedExtension(request);
        return plain ? null : Answer.BAD_EXTENSION;
    }

    private boolean isAllowedExtension(SipMessage request) {
        this.tags.ofProxyRequire(request);
        while (this.tags.next()) {
            if (!this.place.forwarding.rules().isAllowedExtension(this.tags)) {
                return false;
            }
        }
        return true;
    }

    /** Dialogs are established with those who are not blocked only: their requests need not be searched. */
    private boolean isBlocked() {
        SipMessage request = this.place.message;
        return this.place.arrival.leg() == Leg.EXTERNAL && !request.hasToTag()
                && this.place.forwarding.rules().isBlocked(request);
    }
}
