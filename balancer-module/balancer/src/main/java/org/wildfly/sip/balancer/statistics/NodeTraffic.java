/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import org.wildfly.sip.balancer.message.Method;

/**
 * What has gone to and come from one node. It is a node's as long as the node is remembered, whatever becomes of it, and goes with it.
 */
public final class NodeTraffic {
    private static final int METHODS = Method.values().length;
    private static final int CLASSES = 6;
    private static final int RESPONSES = Direction.values().length * METHODS;
    private static final int TIMES = RESPONSES + Direction.values().length * METHODS * CLASSES;
    private static final int TIME_SUMS = TIMES + ResponseTime.values().length * LatencyBuckets.COUNT;
    private static final int LENGTH = TIME_SUMS + ResponseTime.values().length;

    private final StripedCounts counts = new StripedCounts(LENGTH);
    private final HttpTraffic http = new HttpTraffic();

    void request(int stripe, Direction direction, Method method) {
        this.counts.row(stripe).add(direction.ordinal() * METHODS + method.ordinal(), 1);
    }

    void response(int stripe, Direction direction, Method method, int status) {
        this.counts.row(stripe).add(response(direction, method, status / 100), 1);
    }

    void time(int stripe, ResponseTime kind, long micros) {
        Counts row = this.counts.row(stripe);
        row.add(TIMES + kind.ordinal() * LatencyBuckets.COUNT + LatencyBuckets.index(micros), 1);
        row.add(TIME_SUMS + kind.ordinal(), micros);
    }

    private static int response(Direction direction, Method method, int responseClass) {
        return RESPONSES + (direction.ordinal() * METHODS + method.ordinal()) * CLASSES + Math.min(responseClass, CLASSES) - 1;
    }

    /** What of HTTP has gone to and come from the node. */
    public HttpTraffic http() {
        return this.http;
    }

    /** What of SIP has been counted up to now. */
    public Snapshot snapshot() {
        return new Snapshot(this.counts.sums());
    }

    /** The counts of one moment. Immutable. */
    public static final class Snapshot {
        private final long[] sums;

        private Snapshot(long[] sums) {
            this.sums = sums;
        }

        /** How many requests of a method have been sent on. */
        public long requests(Direction direction, Method method) {
            return this.sums[direction.ordinal() * METHODS + method.ordinal()];
        }

        /** How many requests have been sent on. */
        public long requests(Direction direction) {
            long all = 0;
            for (Method method : Method.values()) {
                all += requests(direction, method);
            }
            return all;
        }

        /**
         * How many responses have been sent on.
         *
         * @param responseClass 1 to 6, the first digit of the status
         */
        public long responses(Direction direction, Method method, int responseClass) {
            return this.sums[response(direction, method, responseClass)];
        }

        /** How many responses of a class have been sent on. */
        public long responses(Direction direction, int responseClass) {
            long all = 0;
            for (Method method : Method.values()) {
                all += responses(direction, method, responseClass);
            }
            return all;
        }

        /** The response times of the node. */
        public LatencySnapshot times(ResponseTime kind) {
            long[] buckets = new long[LatencyBuckets.COUNT];
            System.arraycopy(this.sums, TIMES + kind.ordinal() * LatencyBuckets.COUNT, buckets, 0, buckets.length);
            return new LatencySnapshot(buckets, this.sums[TIME_SUMS + kind.ordinal()]);
        }
    }
}
