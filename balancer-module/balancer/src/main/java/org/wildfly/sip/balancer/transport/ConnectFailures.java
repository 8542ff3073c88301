/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Tells the operator of connections that could not be made; of one in a while, since each message may be one. For any thread.
 */
final class ConnectFailures {
    private static final long PAUSE_SECONDS = 30;

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    void tell(InetSocketAddress to, Transport transport, Throwable cause) {
        long now = System.nanoTime();
        long due = this.next.get();
        if (now - due >= 0 && this.next.compareAndSet(due, now + TimeUnit.SECONDS.toNanos(PAUSE_SECONDS))) {
            TransportLogger.LOGGER.cannotConnect(ListeningPoint.text(to), transport,
                    cause.getMessage() == null ? cause.toString() : cause.getMessage(), PAUSE_SECONDS);
        }
    }
}
