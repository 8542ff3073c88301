/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of the HTTP side. For any thread.
 */
public final class HttpStatistics {
    private static final HttpCounter[] COUNTERS = HttpCounter.values();

    private final LongAdder[] counts = new LongAdder[COUNTERS.length];
    private final LongAdder running = new LongAdder();

    public HttpStatistics() {
        for (int i = 0; i < this.counts.length; i++) {
            this.counts[i] = new LongAdder();
        }
    }

    void count(HttpCounter counter) {
        this.counts[counter.ordinal()].increment();
    }

    void begun() {
        this.running.increment();
    }

    void ended() {
        this.running.decrement();
    }

    public long get(HttpCounter counter) {
        return this.counts[counter.ordinal()].sum();
    }

    /** How many requests are being served; a WebSocket is none. */
    public int running() {
        return this.running.intValue();
    }

    /** The counts by name. */
    public Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        for (HttpCounter counter : COUNTERS) {
            snapshot.put(counter.label(), get(counter));
        }
        return snapshot;
    }
}
