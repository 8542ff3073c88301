/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Tells the operator of a node that a balancer cannot be had: once, not at each try.
 */
final class FailureLog {
    private final InetSocketAddress balancer;
    private final Duration delay;
    private String last;

    FailureLog(InetSocketAddress balancer, Duration delay) {
        this.balancer = balancer;
        this.delay = delay;
    }

    void tell(Exception cause, String reason) {
        if (reason.equals(this.last)) {
            return;
        }
        this.last = reason;
        if (cause instanceof RefusedException) {
            HeartbeatLogger.LOGGER.refused(this.balancer, reason);
        } else {
            HeartbeatLogger.LOGGER.balancerUnreachable(this.balancer, reason, this.delay);
        }
    }

    /** All is well: the next failure is news. */
    void clear() {
        this.last = null;
    }
}
