/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long a balancer goes on that is told to stop.
 */
@Timeout(60)
class GracefulStopTestCase {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final List<String> ends = new ArrayList<>();
    private final GracefulStop stop = new GracefulStop(code -> this.ends.add("exit " + code), code -> this.ends.add("halt " + code));
    private final AtomicLong messages = new AtomicLong();

    @BeforeEach
    void start() {
        this.stop.running();
    }

    @Test
    void aBalancerThatIsStillStartingIsNotWaitedFor() {
        GracefulStop starting = new GracefulStop(code -> this.ends.add("exit " + code), code -> this.ends.add("halt " + code));
        starting.request(143);
        assertThat(this.ends).containsExactly("exit 143");
    }

    @Test
    void theThirdRequestEndsTheProcessWhateverItIsAt() {
        this.stop.request(143);
        this.stop.request(143);
        assertThat(this.ends).isEmpty();
        this.stop.request(130);
        assertThat(this.ends).containsExactly("halt 130");
    }

    @Test
    void theFirstRequestGivesTheCode() throws Exception {
        this.stop.request(143);
        this.stop.request(130);
        assertThat(this.stop.await()).isEqualTo(143);
    }

    @Test
    void itEndsWhenNothingComesAnyMore() throws Exception {
        this.stop.awaitQuiet(() -> 5, Duration.ofMillis(200), LONG);
        assertThat(this.messages).hasValue(0);
    }

    @Test
    void itEndsAtTheLimitAlthoughMessagesCome() throws Exception {
        long start = System.nanoTime();
        this.stop.awaitQuiet(this.messages::incrementAndGet, LONG, Duration.ofMillis(500));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whoAsksTwiceDoesNotWait() throws Exception {
        this.stop.request(143);
        this.stop.request(143);
        this.stop.awaitQuiet(this.messages::incrementAndGet, LONG, LONG);
        assertThat(this.messages).hasValueLessThan(3);
    }

    @Test
    void withoutALimitItDoesNotWaitAtAll() throws Exception {
        this.stop.awaitQuiet(this.messages::incrementAndGet, LONG, Duration.ZERO);
        assertThat(this.messages).hasValue(1);
    }
}
