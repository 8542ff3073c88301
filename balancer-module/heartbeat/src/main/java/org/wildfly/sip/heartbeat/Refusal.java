/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

/**
 * Why a balancer does not take a node.
 */
enum Refusal {
    UNKNOWN(0, "the reason is not known to this release"), VERSION(1,
            "it does not speak this version of the heartbeat protocol"), SECRET_REQUIRED(2,
                    "it requires the shared secret (heartbeatSecret in lb.properties), and this node has none"), SECRET_UNEXPECTED(3,
                            "this node has a shared secret, the balancer has none (heartbeatSecret in lb.properties)"), NOT_LOOPBACK(4,
                                    "without a shared secret it takes only nodes on its own host (heartbeatSecret in lb.properties)"), SECRET_WRONG(
                                            5, "the shared secrets differ"), MALFORMED(6, "it did not understand what was sent");

    private final int code;
    private final String text;

    Refusal(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return this.code;
    }

    /** What an operator is told. */
    String text() {
        return this.text;
    }

    static Refusal of(int code) {
        for (Refusal refusal : values()) {
            if (refusal.code == code) {
                return refusal;
            }
        }
        return UNKNOWN;
    }
}
