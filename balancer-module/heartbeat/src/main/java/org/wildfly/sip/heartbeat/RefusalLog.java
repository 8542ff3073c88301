/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells the operator of refused nodes, but not at each of their tries: once per address and reason in a minute. Confined to the server's
 * thread.
 */
final class RefusalLog {
    private static final int MAX_REMEMBERED = 256;
    private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);

    /** So many are told in a minute, from however many addresses they seem to come. */
    private static final int MAX_TOLD = 30;

    private final Map<String, Long> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private long minute = System.nanoTime();
    private int toldInMinute;

    void refused(String peer, Refusal refusal) {
        if (isNews(peer + ' ' + refusal)) {
            HeartbeatServerLogger.LOGGER.nodeRefused(peer, refusal.text());
        }
    }

    void tooMany(int limit, SocketAddress peer) {
        String host = ((InetSocketAddress) peer).getAddress().getHostAddress();
        if (isNews("limit")) {
            HeartbeatServerLogger.LOGGER.tooManyConnections(limit, host);
        }
    }

    void acceptFailed(Exception cause) {
        if (isNews("accept")) {
            HeartbeatServerLogger.LOGGER.acceptFailed(cause);
        }
    }

    private boolean isNews(String what) {
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
