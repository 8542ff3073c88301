/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

/**
 * The two sides of a balancer.
 */
public enum Leg {
    /** Where clients are. */
    EXTERNAL('e'),
    /** Where nodes are. */
    INTERNAL('i');

    private final char mark;

    Leg(char mark) {
        this.mark = mark;
    }

    /** Stands for the leg in the branch of the balancer's Via. */
    char mark() {
        return this.mark;
    }
}
