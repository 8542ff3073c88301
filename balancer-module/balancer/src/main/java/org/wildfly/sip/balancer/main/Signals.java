/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.util.HashMap;
import java.util.Map;

import org.wildfly.sip.balancer.BalancerLogger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The signals that a balancer understands: SIGTERM and SIGINT stop it gracefully, a second one at once, a third one whatever it is at;
 * SIGHUP makes it read its configuration again.
 */
final class Signals implements AutoCloseable {
    private static final int EXIT_BASE = 128;

    private final Map<Signal, SignalHandler> before = new HashMap<>();

    /** Handles the signals from now on. */
    Signals(GracefulStop stop, Runnable reload) {
        SignalHandler stopping = signal -> stop.request(EXIT_BASE + signal.getNumber());
        handle("TERM", stopping);
        handle("INT", stopping);
        handle("HUP", signal -> reload.run());
    }

    private void handle(String name, SignalHandler handler) {
        try {
            Signal signal = new Signal(name);
            this.before.put(signal, Signal.handle(signal, handler));
        } catch (IllegalArgumentException e) {
            // The system has no such signal, or the Java machine keeps it to itself (-Xrs): its own way to stop is left.
            BalancerLogger.LOGGER.debugf(e, "Signal %s is not handled", name);
        }
    }

    /** Leaves the signals to whoever had them before. */
    @Override
    public void close() {
        this.before.forEach(Signal::handle);
    }
}
