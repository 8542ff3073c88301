/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import org.wildfly.sip.balancer.BalancerLogger;
import sun.misc.Signal;

/**
 * The signals that a balancer understands: SIGTERM and SIGINT stop it gracefully, a second one at once; SIGHUP makes it read its
 * configuration again.
 */
final class Signals {
    private static final int EXIT_BASE = 128;

    private Signals() {
    }

    static void install(GracefulStop stop, Runnable reload) {
        handle("TERM", stop, null);
        handle("INT", stop, null);
        handle("HUP", stop, reload);
    }

    private static void handle(String name, GracefulStop stop, Runnable action) {
        try {
            Signal.handle(new Signal(name), signal -> {
                if (action == null) {
                    stop.request(EXIT_BASE + signal.getNumber());
                } else {
                    action.run();
                }
            });
        } catch (IllegalArgumentException e) {
            // The system has no such signal, or the Java machine keeps it to itself (-Xrs): its own way to stop is left.
            BalancerLogger.LOGGER.debugf(e, "Signal %s is not handled", name);
        }
    }
}
