/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HeartbeatHeader;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;

/**
 * Finds the announcements of nodes among the requests: OPTIONS and INFO outside of dialogs, to the port for nodes, with a header of their
 * own.
 */
final class NodeAnnouncement {
    private final Workplace place;
    private final Rejection rejection;

    NodeAnnouncement(Workplace place, Rejection rejection) {
        this.place = place;
        this.rejection = rejection;
    }

    /** True, and answered, if the request is an announcement. */
    boolean isAnswered() {
        SipMessage message = this.place.message;
        if (message.method() != Method.OPTIONS && message.method() != Method.INFO || message.hasToTag()
                || this.place.arrival.leg() == Leg.EXTERNAL && !this.place.own().isSinglePort() || !HeartbeatHeader.isIn(message)) {
            return false;
        }
        Answer answer = this.place.forwarding.announcements().announced(this.place.arrival.source(), message.bytes(), message.body(),
                message.end());
        if (answer == null) {
            return false;
        }
        if (answer == Answer.OK) {
            this.rejection.answer(answer);
        } else {
            this.rejection.reject(answer);
        }
        return true;
    }
}
