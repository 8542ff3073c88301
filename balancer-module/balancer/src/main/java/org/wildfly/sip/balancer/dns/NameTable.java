/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks hosts up on threads of its own and remembers the answers for a while. Who asks for a host that is being looked up goes on later,
 * all in the order in which they came. Everything is bounded: names remembered, names being looked up, who waits. For any thread.
 */
public final class NameTable implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int MAX_LOOKUPS = 256;
    private static final int MAX_NAMES = 4096;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Map<TargetQuery, Name> names = new ConcurrentHashMap<>();
    private final TargetFinder finder;
    private final Executor later;
    private final ThreadPoolExecutor executor;

    /**
     * @param later where those go on who have waited; of one thread, must not wait
     */
    public NameTable(Lookup lookup, Executor later) {
        this.finder = new TargetFinder(lookup);
        this.later = later;
        this.executor = new ThreadPoolExecutor(THREADS, THREADS, IDLE.toSeconds(), TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_LOOKUPS), task -> {
                    Thread thread = new Thread(task, "SIP balancer name resolution");
                    thread.setDaemon(true);
                    return thread;
                });
        this.executor.allowCoreThreadTimeOut(true);
    }

    /**
     * What is known about a host. Never waits.
     *
     * @param waiting makes what goes on later if the host is being looked up; null for one that goes on, who gets what is known by now
     */
    public Targets find(TargetQuery query, Supplier<Runnable> waiting) {
        Name name = this.names.get(query);
        if (name == null) {
            if (this.names.size() >= MAX_NAMES && !makeRoom()) {
                return Targets.NONE;
            }
            name = this.names.computeIfAbsent(query, key -> new Name());
        }
        return waiting == null ? name.targets() : name.find(waiting, found -> this.executor.execute(() -> lookUp(query, found)));
    }

    private void lookUp(TargetQuery query, Name name) {
        Targets found = Targets.NONE;
        try {
            found = new Targets(this.finder.find(query));
        } finally {
            name.found(found, this.later);
        }
    }

    private boolean makeRoom() {
        this.names.values().removeIf(Name::isOver);
        return this.names.size() < MAX_NAMES;
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
