/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.placement;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.configuration.parsing.ParserRegistry;
import org.infinispan.context.Flag;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.placement.NearPlacements.Placed;

/**
 * Placements in a replicated Infinispan cache: each balancer has all of them. They are read from a copy beside the cache and written by
 * a thread of their own, so that no caller waits for the cluster; if that is too slow, placements are not shared, and counted.
 */
public final class InfinispanPlacements implements PlacementStore {
    /** The name of the cache; also looked for in a configuration file. */
    public static final String CACHE = "sip-balancer";

    private static final String CACHE_CONFIGURATION = "persistentConsistentHashCacheConfiguration";
    private static final String JGROUPS = "jgroups.xml";
    private static final Duration CLOSE_TIME = Duration.ofSeconds(1);
    private static final int MAX_WAITING = 10_000;
    private static final long LOG_PERIOD = TimeUnit.MINUTES.toNanos(1);

    private final DefaultCacheManager manager;
    private final Cache<Long, String> cache;
    private final NearPlacements near;
    /** True if the cache is as this software makes it, not as a file says. */
    private final boolean builtIn;
    private final AtomicLong unshared = new AtomicLong();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
                Thread thread = new Thread(task, "SIP balancer placements");
                thread.setDaemon(true);
                return thread;
            });
    private volatile long lifespan;
    private long nextLog = System.nanoTime();

    private InfinispanPlacements(DefaultCacheManager manager, boolean builtIn, int maxEntries, Duration lifespan) {
        this.manager = manager;
        this.builtIn = builtIn;
        this.lifespan = lifespan.toNanos();
        this.near = new NearPlacements(maxEntries, this::reload);
        this.cache = manager.<Long, String>getCache(CACHE).getAdvancedCache().withFlags(Flag.IGNORE_RETURN_VALUES);
        this.cache.addListener(this.near);
        load();
    }

    /**
     * Joins the cluster of balancers. Takes some seconds.
     *
     * @param file       an Infinispan configuration; null for the built-in one, in which balancers find each other by multicast
     * @param host       where the built-in one listens
     * @param maxEntries how many placements are kept at most, about
     * @param lifespan   how long one is kept that is not used
     * @throws IOException if that fails; its message names the key
     */
    public static InfinispanPlacements start(Path file, InetAddress host, int maxEntries, Duration lifespan) throws IOException {
        DefaultCacheManager manager = null;
        // JGroups would only tell that a value is null.
        if (file == null && NetworkInterface.getByInetAddress(host) == null) {
            throw new SettingException("internalHost", "no network interface has the address " + host.getHostAddress()
                    + ", at which balancers with PersistentConsistentHash find each other; set another internalHost, or "
                    + CACHE_CONFIGURATION, null);
        }
        try {
            ConfigurationBuilderHolder holder = configuration(file, host);
            boolean builtIn = !holder.getNamedConfigurationBuilders().containsKey(CACHE);
            if (builtIn) {
                ConfigurationBuilder cache = holder.newConfigurationBuilder(CACHE);
                cache.clustering().cacheMode(CacheMode.REPL_ASYNC).memory().maxCount(maxEntries);
            }
            manager = new DefaultCacheManager(holder, true);
            InfinispanPlacements placements = new InfinispanPlacements(manager, builtIn, maxEntries, lifespan);
            PlacementLogger.LOGGER.started(CACHE, manager.getClusterName(), String.valueOf(manager.getAddress()),
                    String.valueOf(manager.getMembers()));
            return placements;
        } catch (CacheException | IllegalArgumentException e) {
            if (manager != null) {
                manager.stop();
            }
            throw new SettingException(CACHE_CONFIGURATION, CACHE_CONFIGURATION
                    + (file == null ? ": the cache cannot be started: " : '=' + file.toString() + " cannot be used: ") + reason(e), e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == failure ? failure.getMessage() : failure.getMessage() + ": " + first.getMessage();
    }

    private static ConfigurationBuilderHolder configuration(Path file, InetAddress host) throws IOException {
        ClassLoader loader = InfinispanPlacements.class.getClassLoader();
        ConfigurationBuilderHolder holder = file == null
                ? new ConfigurationBuilderHolder(loader)
                : new ParserRegistry(loader).parse(file);
        holder.getGlobalConfigurationBuilder().shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
        if (file == null) {
            holder.getGlobalConfigurationBuilder().jmx().enabled(false).metrics().gauges(false).histograms(false).transport()
                    .defaultTransport().clusterName(CACHE).addProperty(JGroupsTransport.CONFIGURATION_XML, jgroups(host));
        }
        return holder;
    }

    private static String jgroups(InetAddress host) throws IOException {
        try (InputStream resource = InfinispanPlacements.class.getResourceAsStream(JGROUPS)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("@HOST@", host.getHostAddress());
        }
    }

    private void load() {
        this.cache.forEach((key, node) -> this.near.load(key, new Placed(node, System.nanoTime())));
    }

    private void reload() {
        try {
            this.writer.execute(() -> guarded(this::load));
        } catch (RejectedExecutionException e) {
            // What is placed now is shared first; the rest is found again when the cluster changes next.
            this.unshared.incrementAndGet();
        }
    }

    @Override
    public String get(long key) {
        Placed placed = this.near.get(key);
        return placed == null ? null : placed.node();
    }

    @Override
    public void put(long key, String node) {
        Placed before = this.near.get(key);
        long now = System.nanoTime();
        // A placement that is used lives on; for that it need not be written with each use.
        if (before != null && before.node().equals(node) && now - before.at() < this.lifespan / 4) {
            return;
        }
        this.near.put(key, new Placed(node, now));
        try {
            this.writer.execute(() -> share(key, node));
        } catch (RejectedExecutionException e) {
            this.unshared.incrementAndGet();
        }
    }

    private void share(long key, String node) {
        long lost = this.unshared.getAndSet(0);
        if (lost > 0) {
            PlacementLogger.LOGGER.tooSlow(lost);
        }
        // A cache that a file describes has a time of its own.
        long time = this.builtIn ? this.lifespan : 0;
        guarded(() -> {
            if (time > 0) {
                this.cache.put(key, node, time, TimeUnit.NANOSECONDS);
            } else {
                this.cache.put(key, node);
            }
        });
    }

    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (CacheException | IllegalStateException e) {
            if (System.nanoTime() - this.nextLog >= 0) {
                this.nextLog = System.nanoTime() + LOG_PERIOD;
                PlacementLogger.LOGGER.notShared(e);
            }
        }
    }

    @Override
    public void limit(int maxEntries, Duration lifespan) {
        this.lifespan = lifespan.toNanos();
        this.near.limit(maxEntries);
        if (this.builtIn) {
            try {
                this.writer.execute(() -> guarded(() -> this.manager.getCacheConfiguration(CACHE).memory().maxCount(maxEntries)));
            } catch (RejectedExecutionException e) {
                // Too much is to be shared already; the near copy has the new limit all the same.
                this.unshared.incrementAndGet();
            }
        }
    }

    @Override
    public int size() {
        return this.near.size();
    }

    @Override
    public void close() {
        this.writer.shutdownNow();
        try {
            // What is being written is let through, so that it does not fail at the end.
            this.writer.awaitTermination(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        this.manager.stop();
    }
}
