/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the operator of nodes that fail requests, of each once a minute at most. For all threads.
 */
final class FailureLog {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MAX_NODES = 2048;

    private final Map<String, Long> told = new ConcurrentHashMap<>();

    void failed(String node, String how) {
        long now = System.nanoTime();
        Long before = this.told.get(node);
        if (before == null || now - before > PAUSE.toNanos()) {
            if (this.told.size() >= MAX_NODES) {
                this.told.clear();
            }
            this.told.put(node, now);
            HttpLogger.LOGGER.nodeFails(node, how);
        }
    }
}
