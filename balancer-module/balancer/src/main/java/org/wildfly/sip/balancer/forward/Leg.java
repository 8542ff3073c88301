/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.statistics.Direction;

/**
 * The two sides of a balancer.
 */
public enum Leg {
    /** Where clients are. */
    EXTERNAL('e', Direction.TO_NODES),
    /** Where nodes are. */
    INTERNAL('i', Direction.TO_CLIENTS);

    private final char mark;
    private final Direction direction;

    Leg(char mark, Direction direction) {
        this.mark = mark;
        this.direction = direction;
    }

    /** Where a message goes that has come on this leg. */
    Direction direction() {
        return this.direction;
    }

    /** Stands for the leg in the branch of the balancer's Via. */
    char mark() {
        return this.mark;
    }
}
