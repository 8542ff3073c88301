/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationReader;

/**
 * How a new configuration is taken.
 */
class ReloaderTestCase {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final AtomicReference<BalancerConfiguration> applied = new AtomicReference<>();
    private ConfigurationFile source;

    @TempDir
    private Path directory;

    @BeforeEach
    void makeFile() throws Exception {
        write("externalPort=5060");
        this.source = new ConfigurationFile(file(), new ConfigurationReader(warning -> {
        }));
    }

    private Path file() {
        return this.directory.resolve("lb.properties");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private Reloader reloader(Duration period, Reloadable... parts) throws Exception {
        return new Reloader(this.source, this.source.read(), List.of(parts), period);
    }

    private Runnable take(BalancerConfiguration configuration) {
        return () -> this.applied.set(configuration);
    }

    @Test
    void aKeyThatCannotBeChangedIsToldToNeedARestartEachTime() throws Exception {
        try (Reloader reloader = reloader(NEVER, this::take)) {
            write("externalPort=5070\nrouteSecret=0123456789");
            assertThat(reloader.reload()).isEqualTo(new ReloadResult(List.of(), List.of("externalPort", "routeSecret"), null));
            assertThat(this.applied.get()).isSameAs(reloader.current());
            assertThat(reloader.reload().restart()).containsExactly("externalPort", "routeSecret");
            write("externalPort=5060");
            assertThat(reloader.reload().restart()).isEmpty();
        }
    }

    @Test
    void aWrongFileChangesNothing() throws Exception {
        try (Reloader reloader = reloader(NEVER, this::take)) {
            BalancerConfiguration before = reloader.current();
            write("externalPort=x");
            assertThat(reloader.reload().problem()).contains("line 1: externalPort=x");
            Files.delete(file());
            assertThat(reloader.reload().isGood()).isFalse();
            assertThat(this.applied.get()).isNull();
            assertThat(reloader.current()).isSameAs(before);
        }
    }

    @Test
    void whatIsInEffectIsKnownWhileAReloadTakesItsTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch joined = new CountDownLatch(1);
        try (Reloader reloader = reloader(NEVER, configuration -> {
            begun.countDown();
            try {
                joined.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return take(configuration);
        })) {
            BalancerConfiguration before = reloader.current();
            CompletableFuture<ReloadResult> result = CompletableFuture.supplyAsync(reloader::reload);
            begun.await();
            assertThat(CompletableFuture.supplyAsync(reloader::current).get(10, TimeUnit.SECONDS)).isSameAs(before);
            joined.countDown();
            assertThat(result.get(10, TimeUnit.SECONDS).isGood()).isTrue();
        }
    }

    @Test
    void aPartThatLacksALibraryIsAProblemLikeOthers() throws Exception {
        try (Reloader reloader = reloader(NEVER, configuration -> {
            throw new NoClassDefFoundError("some/Library");
        })) {
            assertThat(reloader.reload().problem()).contains("some/Library");
        }
    }

    @Test
    void aPartThatCannotUseItKeepsAllOthersFromTakingIt() throws Exception {
        try (Reloader reloader = reloader(NEVER, this::take, configuration -> {
            throw new IOException("no such key store");
        })) {
            assertThat(reloader.reload().problem()).isEqualTo("no such key store");
        }
        try (Reloader reloader = reloader(NEVER, this::take, configuration -> {
            throw new IllegalStateException("a fault");
        })) {
            assertThat(reloader.reload().problem()).contains("a fault");
        }
        assertThat(this.applied.get()).isNull();
    }

    @Test
    void aChangedFileIsTakenWithoutBeingToldTo() throws Exception {
        try (Reloader reloader = reloader(OFTEN, this::take)) {
            write("externalPort=5060\nnodeTimeout=7000");
            await().until(() -> this.applied.get() != null);
            assertThat(reloader.current().heartbeat().nodeTimeout()).isEqualTo(Duration.ofSeconds(7));
            Files.delete(file());
            write("externalPort=5060\nnodeTimeout=8000");
            await().until(() -> this.applied.get().heartbeat().nodeTimeout().toSeconds() == 8);
        }
    }

    @Test
    void withoutAFileThereIsNothingToReload() throws Exception {
        try (Reloader reloader = new Reloader(null, this.source.read(), List.of(), OFTEN)) {
            assertThat(reloader.reload().problem()).contains("not started from a file");
        }
    }
}
