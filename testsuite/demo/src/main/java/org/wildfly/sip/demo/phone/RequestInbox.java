/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** Requests of a peer, by method, for whoever waits for them. Safe for use by many threads. */
final class RequestInbox {
    private final Map<String, Queue<SipMessage>> arrived = new HashMap<>();
    private final Map<String, Queue<CompletableFuture<SipMessage>>> awaited = new HashMap<>();

    void add(SipMessage request) {
        CompletableFuture<SipMessage> waiting;
        synchronized (this) {
            waiting = queue(this.awaited, request.method()).poll();
            if (waiting == null) {
                queue(this.arrived, request.method()).add(request);
            }
        }
        if (waiting != null) {
            waiting.complete(request);
        }
    }

    /** The first request of a method that nobody has asked for yet, as soon as there is one. */
    synchronized CompletableFuture<SipMessage> next(String method) {
        SipMessage request = queue(this.arrived, method).poll();
        if (request != null) {
            return CompletableFuture.completedFuture(request);
        }
        CompletableFuture<SipMessage> waiting = new CompletableFuture<>();
        queue(this.awaited, method).add(waiting);
        return waiting;
    }

    private static <T> Queue<T> queue(Map<String, Queue<T>> queues, String method) {
        return queues.computeIfAbsent(method, name -> new ArrayDeque<>());
    }
}
