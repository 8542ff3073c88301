/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Looks host names up on threads of its own and remembers the answers for a while. What waits for one name goes on in the order in which
 * it came. Everything is bounded: names remembered, names being looked up, messages that wait.
 */
final class NameResolver {
    private static final int THREADS = 4;
    private static final int MAX_LOOKUPS = 256;
    private static final int MAX_WAITING = 64;
    private static final int MAX_NAMES = 4096;
    private static final long FOUND = Duration.ofSeconds(60).toNanos();
    private static final long NOT_FOUND = Duration.ofSeconds(10).toNanos();

    private final Statistics statistics;
    private final Map<String, Name> names = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Name> eldest) {
            return size() > MAX_NAMES && eldest.getValue().waiting.isEmpty();
        }
    };
    private final ThreadPoolExecutor executor;

    NameResolver(Statistics statistics) {
        this.statistics = statistics;
        this.executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_LOOKUPS), task -> {
            Thread thread = new Thread(task, "SIP balancer name resolution");
            thread.setDaemon(true);
            return thread;
        });
        this.executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Finds the address of a host.
     *
     * @param v4       true for an IPv4 address, false for one of IPv6
     * @param consumer gets it, here or on a thread of this resolver; is never called, and that is counted, if the host is not found or
     *                 too much waits
     */
    void resolve(String host, boolean v4, Consumer<InetAddress> consumer) {
        InetAddress known = null;
        synchronized (this.names) {
            Name name = this.names.computeIfAbsent(v4 ? host : host + '/', key -> new Name());
            if (name.busy || !name.isValid()) {
                if (name.waiting.size() >= MAX_WAITING || !name.busy && !look(host, v4, name)) {
                    this.statistics.count(Counter.UNRESOLVED);
                } else {
                    name.waiting.add(consumer);
                }
                return;
            }
            known = name.address;
        }
        if (known == null) {
            this.statistics.count(Counter.UNRESOLVED);
        } else {
            consumer.accept(known);
        }
    }

    private boolean look(String host, boolean v4, Name name) {
        try {
            this.executor.execute(() -> lookUp(host, v4, name));
            name.busy = true;
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void lookUp(String host, boolean v4, Name name) {
        InetAddress address = null;
        try {
            address = Stream.of(InetAddress.getAllByName(host)).filter(each -> each instanceof Inet4Address == v4).findFirst().orElse(null);
        } catch (UnknownHostException e) {
            // Remembered as not found.
        }
        for (Consumer<InetAddress> next = next(name, address); next != null; next = next(name, address)) {
            if (address == null) {
                this.statistics.count(Counter.UNRESOLVED);
            } else {
                next.accept(address);
            }
        }
    }

    /** The next that waits; if there is none the name is known from now on. */
    private Consumer<InetAddress> next(Name name, InetAddress address) {
        synchronized (this.names) {
            Consumer<InetAddress> next = name.waiting.poll();
            if (next == null) {
                name.busy = false;
                name.address = address;
                name.until = System.nanoTime() + (address == null ? NOT_FOUND : FOUND);
                name.known = true;
            }
            return next;
        }
    }

    void close() {
        this.executor.shutdownNow();
    }

    /** Guarded by the map's lock. */
    private static final class Name {
        private final Queue<Consumer<InetAddress>> waiting = new ArrayDeque<>();
        private boolean busy;
        private boolean known;
        private long until;
        private InetAddress address;

        boolean isValid() {
            return this.known && this.until - System.nanoTime() > 0;
        }
    }
}
