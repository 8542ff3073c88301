/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import java.time.Duration;

/**
 * The base values of RFC 3261's timers (section 17.1.1.1 and table 4).
 *
 * @param t1 the round-trip time's estimate
 * @param t2 the longest interval between retransmissions
 * @param t4 how long a message may stay in the network
 */
public record SipTimers(Duration t1, Duration t2, Duration t4) {
    /** The RFC's own values. */
    public static final SipTimers RFC3261 = new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    /** Timers B, F, H, J, L and M, and the time during which a 2xx is retransmitted. */
    public Duration timeout() {
        return this.t1.multipliedBy(64);
    }
}
