/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.EffectiveSettings;

/**
 * Reads the configuration again, when told to or when its source has changed, and gives it to the parts of the balancer: to all of them,
 * or to none if one cannot use it.
 */
public final class Reloader implements AutoCloseable {
    private final ConfigurationSource source;
    private final List<Reloadable> parts;
    private final EffectiveSettings started;
    private final ScheduledExecutorService watch;
    private volatile BalancerConfiguration current;
    private Object loaded;
    private Object seen;

    /**
     * Begins to watch the source.
     *
     * @param source  gives the configuration; null if there is none to read again
     * @param current the configuration that is in effect
     * @param parts   take the new one
     * @param period  how often the source is looked at; a change is taken when it has stood for as long, so that it is whole
     */
    public Reloader(ConfigurationSource source, BalancerConfiguration current, List<Reloadable> parts, Duration period) {
        this.source = source;
        this.current = current;
        this.started = current.effective();
        this.parts = List.copyOf(parts);
        this.loaded = source == null ? null : source.stamp();
        this.seen = this.loaded;
        this.watch = source == null ? null : Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "SIP balancer reload");
            thread.setDaemon(true);
            return thread;
        });
        if (this.watch != null) {
            this.watch.scheduleWithFixedDelay(this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The configuration that is in effect, but for keys that need a restart. Does not wait for a reload, which may take long. */
    public BalancerConfiguration current() {
        return this.current;
    }

    /** Reads the configuration and puts it into effect. Waits for the disk; not for threads that forward. */
    public synchronized ReloadResult reload() {
        if (this.source == null) {
            return ReloadResult.failed("this balancer was not started from a file");
        }
        this.loaded = this.source.stamp();
        this.seen = this.loaded;
        ReloadResult result = load();
        if (!result.isGood()) {
            ReloadLogger.LOGGER.notReloaded(result.problem());
        } else {
            ReloadLogger.LOGGER.reloaded(result.changed());
            if (!result.restart().isEmpty()) {
                ReloadLogger.LOGGER.needRestart(result.restart());
            }
        }
        return result;
    }

    private ReloadResult load() {
        try {
            BalancerConfiguration next = this.source.read();
            List<Runnable> changes = new ArrayList<>();
            for (Reloadable part : this.parts) {
                changes.add(part.prepare(next));
            }
            changes.forEach(Runnable::run);
            List<String> changed = this.current.effective().differences(next.effective(), true);
            this.current = next;
            return new ReloadResult(changed, this.started.differences(next.effective(), false), null);
        } catch (IOException | ConfigurationException e) {
            return ReloadResult.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            ReloadLogger.LOGGER.debug("A part of the balancer failed to take a new configuration", e);
            return ReloadResult.failed(e.toString());
        }
    }

    private synchronized void look() {
        try {
            Object now = this.source.stamp();
            boolean settled = Objects.equals(now, this.seen);
            this.seen = now;
            if (now != null && settled && !now.equals(this.loaded)) {
                reload();
            }
        } catch (RuntimeException | Error e) {
            // What escapes would end the watch.
            ReloadLogger.LOGGER.watchFailed(e);
        }
    }

    @Override
    public void close() {
        if (this.watch != null) {
            this.watch.shutdownNow();
        }
    }
}
