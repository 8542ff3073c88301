/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

/**
 * Why a balancer does not take a node.
 */
enum Refusal {
    /** A code of a later release. */
    UNKNOWN(0, "the reason is not known to this release"),
    /** Another protocol version. */
    VERSION(1, "it does not speak this version of the heartbeat protocol"),
    /** Only the balancer has a secret. */
    SECRET_REQUIRED(2, "it requires the shared secret (heartbeatSecret in lb.properties), and this node has none"),
    /** Only the node has a secret. */
    SECRET_UNEXPECTED(3, "this node has a shared secret, the balancer has none (heartbeatSecret in lb.properties)"),
    /** Neither has a secret, and the node's address is not allowed. */
    NOT_LOOPBACK(4, "without a shared secret it takes nodes on its own host or from heartbeatAllowedAddresses only (lb.properties)"),
    /** The secrets differ. */
    SECRET_WRONG(5, "the shared secrets differ"),
    /** What came was no frame of this protocol. */
    MALFORMED(6, "it did not understand what was sent"),
    /** The node has proved itself, but its address is not allowed. */
    NOT_ALLOWED(7, "it takes nodes from heartbeatAllowedAddresses only (lb.properties)"),
    /** The node announces the address of somebody else. */
    FOREIGN_ADDRESS(8, "without a shared secret a node may announce addresses of its own or in heartbeatAllowedAddresses only"),
    /** TLS failed. */
    TLS(9, "it speaks TLS, and the node does not, or shows no certificate that it trusts (heartbeatTrustStore in lb.properties)");

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
