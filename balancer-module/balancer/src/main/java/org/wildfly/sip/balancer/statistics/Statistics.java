/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.wildfly.sip.balancer.message.Defect;

/**
 * The counts of a balancer. For any thread.
 */
public final class Statistics {
    private static final Counter[] COUNTERS = Counter.values();

    private final LongAdder[] counts = new LongAdder[COUNTERS.length];
    private final Traffic traffic = new Traffic();

    public Statistics() {
        for (int i = 0; i < this.counts.length; i++) {
            this.counts[i] = new LongAdder();
        }
    }

    public void count(Counter counter) {
        this.counts[counter.ordinal()].increment();
    }

    /** Counts a message that is dropped for what is wrong with it. */
    public void count(Defect defect) {
        count(switch (defect) {
            case GARBAGE -> Counter.GARBAGE;
            case TRUNCATED -> Counter.TRUNCATED;
            case OVERSIZE -> Counter.OVERSIZE;
            default -> Counter.MALFORMED;
        });
    }

    /** What goes through, by leg, transport, method, status. */
    public Traffic traffic() {
        return this.traffic;
    }

    public long get(Counter counter) {
        return this.counts[counter.ordinal()].sum();
    }

    /** The counts by name, of drops or of the rest. */
    public Map<String, Long> snapshot(boolean drops) {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        for (Counter counter : COUNTERS) {
            if (counter.isDrop() == drops) {
                snapshot.put(counter.label(), get(counter));
            }
        }
        return snapshot;
    }

    /** Those counts, for people to read, that are not 0. */
    public static String text(Map<String, Long> counts) {
        String text = counts.entrySet().stream().filter(each -> each.getValue() != 0).map(Map.Entry::toString)
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }
}
