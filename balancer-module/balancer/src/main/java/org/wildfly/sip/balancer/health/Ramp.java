/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.health;

import java.time.Duration;

/**
 * How a node that is fresh gets its share of new calls: some percent at first, and as much more after each cycle. Immutable.
 *
 * @param increase percent, from 1 to 100; with 100 a node has its whole share at once
 * @param cycle    how long a share lasts, at least a millisecond
 */
public record Ramp(int increase, Duration cycle) {
    /** The whole share at once. */
    public static final Ramp NONE = new Ramp(100, Duration.ofSeconds(1));

    /** The share, in percent, of a node that has been fresh for some nanoseconds. */
    int share(long age) {
        return (int) Math.min(100, this.increase * (1 + Math.max(0, age) / this.cycle.toNanos()));
    }
}
