/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Counts the announcements that are refused, and tells of them: once per source, address and reason in a minute. For any thread.
 */
public final class Refusals {
    private static final int MAX_REMEMBERED = 256;
    private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);
    /** So many are told in a minute, from however many addresses they seem to come. */
    private static final int MAX_TOLD = 30;

    private final Statistics statistics;
    private final Map<String, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private long minute = System.nanoTime();
    private int toldInMinute;

    public Refusals(Statistics statistics) {
        this.statistics = statistics;
    }

    /** Counts a refusal that is told elsewhere. */
    public void count() {
        this.statistics.count(Counter.ANNOUNCEMENTS_REFUSED);
    }

    /**
     * An announcement is refused.
     *
     * @param reason why, and what can be done; one of few
     */
    public void refused(Source source, InetAddress peer, String reason) {
        count();
        if (isNews(source + " " + peer.getHostAddress() + ' ' + reason)) {
            HeartbeatsLogger.LOGGER.refused(source, peer.getHostAddress(), reason);
        }
    }

    private synchronized boolean isNews(String what) {
        long now = System.nanoTime();
        Long before = this.told.get(what);
        if (before != null && now - before < SILENCE) {
            return false;
        }
        if (now - this.minute > SILENCE) {
            this.minute = now;
            this.toldInMinute = 0;
        }
        if (this.toldInMinute++ >= MAX_TOLD) {
            return false;
        }
        this.told.remove(what);
        this.told.put(what, now);
        return true;
    }
}
