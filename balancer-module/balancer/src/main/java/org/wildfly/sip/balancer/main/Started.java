/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.util.ArrayDeque;
import java.util.Deque;

import org.wildfly.sip.balancer.BalancerLogger;

/**
 * What has been started, to be stopped in the opposite order. For one thread at a time.
 */
final class Started implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Notes a part and returns it. */
    <T extends AutoCloseable> T add(T part) {
        this.parts.push(part);
        return part;
    }

    /** Stops all parts; one that cannot be stopped does not keep the others from it. */
    @Override
    public void close() {
        while (!this.parts.isEmpty()) {
            try {
                this.parts.pop().close();
            } catch (Exception | LinkageError e) {
                BalancerLogger.LOGGER.partNotStopped(e);
            }
        }
    }
}
