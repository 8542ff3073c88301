/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.time.Duration;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;

/**
 * A port that is bound.
 */
interface Listener {
    /** Its number. */
    int port();

    /**
     * Takes messages from now on.
     *
     * @param point      the place that it is
     * @param processors makes a processor for a thread
     */
    void start(ListeningPoint point, Supplier<MessageProcessor> processors);

    /** Closes it, and waits for that, but not longer than a limit. */
    void close(Duration limit);
}
