/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

/**
 * Which way a message goes through the balancer.
 */
public enum Direction {
    /** It has come on the external leg: a client's request, or a client's response to a node. */
    TO_NODES("external"),
    /** It has come on the internal leg: a node's request, or a node's response to a client. */
    TO_CLIENTS("internal");

    private final String leg;

    Direction(String leg) {
        this.leg = leg;
    }

    /** The name of the leg on which the message has come. */
    public String leg() {
        return this.leg;
    }
}
