/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.detection;

import java.time.Duration;
import java.util.Arrays;

import org.wildfly.sip.balancer.config.HealthConfiguration;
import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.balancer.health.NodeHealth;

/**
 * Watches one node: compares its counts from time to time. For one thread.
 */
final class NodeWatch {
    private static final int BUCKETS = 10;
    private static final int MAX_DOUBLINGS = 5;

    private final NodeHealth health;
    private final long[] errors = new long[BUCKETS];
    private final long[] finals = new long[BUCKETS];
    private int bucket;
    private long bucketSince;
    private long lastErrors;
    private long lastFinals;
    private long lastResponses;
    private long answeredRequests;
    private long silentSince;
    private long ejectedUntil;
    private long goodSince;
    private int ejections;
    private long responsesAtEjection;
    private boolean toldKept;

    NodeWatch(NodeHealth health, long now) {
        this.health = health;
        this.bucketSince = now;
        this.silentSince = now;
        this.goodSince = now;
    }

    /** Takes notice of what has happened since the last time. Returns what the node should be ejected for, or that it should not. */
    Ejection look(HealthConfiguration limits, long now) {
        long responses = this.health.responses();
        long requests = this.health.requests();
        if (responses != this.lastResponses || requests == this.answeredRequests) {
            this.lastResponses = responses;
            this.answeredRequests = requests;
            this.silentSince = now;
        }
        countErrors(limits, now);
        boolean silent = limits.maxUnanswered() > 0 && requests - this.answeredRequests >= limits.maxUnanswered()
                && now - this.silentSince >= limits.silence().toNanos();
        return silent ? Ejection.SILENCE : isFailing(limits) ? Ejection.ERRORS : Ejection.NONE;
    }

    private void countErrors(HealthConfiguration limits, long now) {
        long length = limits.errorWindow().toNanos() / BUCKETS;
        for (int i = 0; i < BUCKETS && now - this.bucketSince >= length; i++) {
            this.bucket = (this.bucket + 1) % BUCKETS;
            this.errors[this.bucket] = 0;
            this.finals[this.bucket] = 0;
            this.bucketSince += length;
        }
        if (now - this.bucketSince >= length) {
            this.bucketSince = now;
        }
        long allErrors = this.health.errors();
        long allFinals = this.health.finals();
        this.errors[this.bucket] += allErrors - this.lastErrors;
        this.finals[this.bucket] += allFinals - this.lastFinals;
        this.lastErrors = allErrors;
        this.lastFinals = allFinals;
    }

    private boolean isFailing(HealthConfiguration limits) {
        long sumErrors = 0;
        long sumFinals = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sumErrors += this.errors[i];
            sumFinals += this.finals[i];
        }
        return limits.maxErrors() > 0 && sumErrors > limits.maxErrors()
                && sumErrors * 100 >= sumFinals * limits.errorShare();
    }

    boolean isEjected() {
        return this.health.ejection() != Ejection.NONE;
    }

    /** True if an ejected node may have calls again: its time is over, or it has answered although it was taken for silent. */
    boolean isReadmissible(long now) {
        boolean answers = this.health.ejection() == Ejection.SILENCE && this.health.responses() != this.responsesAtEjection;
        return answers || now - this.ejectedUntil >= 0;
    }

    /** Keeps calls from the node: each time for longer, unless it was good for as long. Returns the time in nanoseconds. */
    long eject(Ejection reason, Duration atFirst, long now) {
        long base = atFirst.toNanos();
        this.ejections = now - this.goodSince > 2 * (base << Math.min(MAX_DOUBLINGS, this.ejections)) ? 0 : this.ejections;
        long time = base << Math.min(MAX_DOUBLINGS, this.ejections++);
        this.ejectedUntil = now + time;
        this.responsesAtEjection = this.health.responses();
        this.health.eject(reason);
        return time;
    }

    /** True the first time that the node should be ejected and is not. */
    boolean isFirstKept() {
        boolean first = !this.toldKept;
        this.toldKept = true;
        return first;
    }

    /** The node begins anew. */
    void readmitted(long now) {
        Arrays.fill(this.errors, 0);
        Arrays.fill(this.finals, 0);
        this.answeredRequests = this.health.requests();
        this.silentSince = now;
        this.goodSince = now;
        this.toldKept = false;
    }
}
