/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The states that a balancer has been told and has not acknowledged yet. Confined to the thread of the client's loop.
 */
final class Announcements {
    private final Map<Long, CompletableFuture<Void>> waiting = new HashMap<>();

    CompletableFuture<Void> add(long number) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        this.waiting.put(number, acknowledged);
        return acknowledged;
    }

    /** The balancer knows that state now. */
    void acknowledged(long number) {
        CompletableFuture<Void> acknowledged = this.waiting.remove(number);
        if (acknowledged != null) {
            acknowledged.complete(null);
        }
    }

    /** The balancer is gone: who waits, waits no more. */
    void abandon() {
        this.waiting.values().forEach(acknowledged -> acknowledged.complete(null));
        this.waiting.clear();
    }
}
