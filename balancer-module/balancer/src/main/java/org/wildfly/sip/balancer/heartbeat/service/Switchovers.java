/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.wildfly.sip.balancer.heartbeat.HeartbeatsLogger;
import org.wildfly.sip.balancer.heartbeat.Switchover;

/**
 * Tells all who want to know when a node takes over from another. For any thread.
 */
final class Switchovers implements Switchover {
    private final List<Switchover> listeners = new CopyOnWriteArrayList<>();

    void add(Switchover listener) {
        this.listeners.add(listener);
    }

    @Override
    public void switchover(String fromJvmRoute, String toJvmRoute) {
        HeartbeatsLogger.LOGGER.switchover(fromJvmRoute, toJvmRoute);
        this.listeners.forEach(listener -> listener.switchover(fromJvmRoute, toJvmRoute));
    }
}
