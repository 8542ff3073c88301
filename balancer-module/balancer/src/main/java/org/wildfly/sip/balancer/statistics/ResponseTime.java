/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import org.wildfly.sip.balancer.message.Method;

/**
 * What response times are told apart by: it is for people to pick up the phone that an INVITE waits.
 */
public enum ResponseTime {
    /** From an INVITE to a provisional response. */
    INVITE_PROVISIONAL("invite_provisional"),
    /** From an INVITE to a final response. */
    INVITE_FINAL("invite_final"),
    /** From another request to its final response. */
    OTHER_FINAL("other_final");

    private final String label;

    ResponseTime(String label) {
        this.label = label;
    }

    /** The name that operators see. */
    public String label() {
        return this.label;
    }

    /** What a response tells the time of; null for a provisional one to another request than INVITE. */
    static ResponseTime of(Method method, int status) {
        if (method == Method.INVITE) {
            return status < 200 ? INVITE_PROVISIONAL : INVITE_FINAL;
        }
        return status < 200 ? null : OTHER_FINAL;
    }
}
