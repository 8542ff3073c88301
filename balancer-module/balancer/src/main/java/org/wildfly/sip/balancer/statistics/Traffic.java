/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What goes through a balancer, by leg, transport, method and status. Threads count by a {@link TrafficRecorder} of their own.
 */
public final class Traffic {
    private static final int DIRECTIONS = Direction.values().length;
    private static final int METHODS = Method.values().length;
    private static final int TRANSPORTS = Transport.values().length;
    private static final int STATUSES = 700;
    private static final int RESPONSES = DIRECTIONS * TRANSPORTS * METHODS;
    private static final int BYTES = RESPONSES + DIRECTIONS * TRANSPORTS;
    private static final int STATUS = BYTES + DIRECTIONS * TRANSPORTS;
    private static final int ANSWERS = STATUS + DIRECTIONS * STATUSES;
    private static final int LENGTH = ANSWERS + STATUSES;

    private final StripedCounts counts = new StripedCounts(LENGTH);
    private final NodeTraffic unknown = new NodeTraffic();
    private final AtomicInteger recorders = new AtomicInteger();

    /** A recorder for one thread. */
    public TrafficRecorder newRecorder() {
        return new TrafficRecorder(this, this.recorders.getAndIncrement());
    }

    Counts row(int stripe) {
        return this.counts.row(stripe);
    }

    /** What belongs to no node that is known. */
    public NodeTraffic unknownNode() {
        return this.unknown;
    }

    static int request(Direction direction, Transport transport, Method method) {
        return (direction.ordinal() * TRANSPORTS + transport.ordinal()) * METHODS + method.ordinal();
    }

    static int response(Direction direction, Transport transport) {
        return RESPONSES + direction.ordinal() * TRANSPORTS + transport.ordinal();
    }

    static int bytes(Direction direction, Transport transport) {
        return BYTES + direction.ordinal() * TRANSPORTS + transport.ordinal();
    }

    static int status(Direction direction, int status) {
        return STATUS + direction.ordinal() * STATUSES + Math.min(status, STATUSES - 1);
    }

    static int answer(int status) {
        return ANSWERS + Math.min(status, STATUSES - 1);
    }

    /** What has been counted up to now. */
    public Snapshot snapshot() {
        return new Snapshot(this.counts.sums());
    }

    /** The counts of one moment. Immutable. */
    public static final class Snapshot {
        private final long[] sums;

        private Snapshot(long[] sums) {
            this.sums = sums;
        }

        /** How many requests have been received. */
        public long requests(Direction direction, Transport transport, Method method) {
            return this.sums[request(direction, transport, method)];
        }

        /** How many responses have been received. */
        public long responses(Direction direction, Transport transport) {
            return this.sums[response(direction, transport)];
        }

        /** How many messages have been received. */
        public long received() {
            long all = 0;
            for (int i = 0; i < BYTES; i++) {
                all += this.sums[i];
            }
            return all;
        }

        /** How many bytes of SIP messages have been received. */
        public long bytes(Direction direction, Transport transport) {
            return this.sums[Traffic.bytes(direction, transport)];
        }

        /** How many responses of a status have been received. */
        public long responses(Direction direction, int status) {
            return this.sums[status(direction, status)];
        }

        /** How many requests the balancer itself has answered with a status. */
        public long answers(int status) {
            return this.sums[answer(status)];
        }
    }
}
