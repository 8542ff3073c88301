/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.as.server.suspend.ServerSuspendController.Context;
import org.jboss.as.server.suspend.SuspendController;
import org.jboss.as.server.suspend.SuspensionStateProvider.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.Drain;

/** The drain within the server's own suspension. */
class GracefulShutdownTest {
    private final StubContainer stub = new StubContainer();
    private final SuspendController controller = new SuspendController();
    private final SipActivity activity = new SipActivity(this.stub.container());
    private final AtomicInteger shutdowns = new AtomicInteger();
    private final GracefulShutdown shutdown = new GracefulShutdown(this.controller, this.activity, this.stub.container(),
            this.shutdowns::incrementAndGet, Runnable::run);

    @BeforeEach
    void boot() {
        this.controller.registerActivity(this.activity);
        assertThat(this.stub.opened).isZero();
        this.controller.resume(Context.STARTUP).toCompletableFuture().join();
    }

    @Test
    void theContainerIsOpenedWhenTheServerHasStartedAndNotBefore() {
        assertThat(this.stub.opened).isOne();
        assertThat(this.stub.drain.started).isEmpty();
    }

    @Test
    void theServerIsShutDownTheMomentTheDrainEnds() {
        this.shutdown.begin(60_000);
        assertThat(this.stub.drain.started).containsExactly(60_000L);
        assertThat(this.controller.getState()).isEqualTo(State.SUSPENDING);
        assertThat(this.shutdowns).hasValue(0);

        this.stub.drain.end(true);

        assertThat(this.shutdowns).hasValue(1);
    }

    @Test
    void theServerIsShutDownWhenTheTimeIsUpThoughTheDrainHasNotEnded() {
        this.shutdown.begin(100);

        await().atMost(Duration.ofSeconds(5)).untilAtomic(this.shutdowns, org.hamcrest.Matchers.is(1));
        assertThat(this.stub.drain.state()).isEqualTo(Drain.State.DRAINING);
    }

    @Test
    void noTimeToWaitIsNow() {
        this.shutdown.begin(0);

        await().atMost(Duration.ofSeconds(5)).untilAtomic(this.shutdowns, org.hamcrest.Matchers.is(1));
    }

    @Test
    void aCancelledShutdownLeavesTheServerRunning() {
        this.shutdown.begin(-1);

        assertThat(this.shutdown.cancel()).isTrue();

        assertThat(this.controller.getState()).isEqualTo(State.RUNNING);
        assertThat(this.stub.drain.state()).isEqualTo(Drain.State.RUNNING);
        assertThat(this.stub.opened).isEqualTo(2);
        assertThat(this.shutdowns).hasValue(0);
        assertThat(this.shutdown.cancel()).isFalse();
    }

    @Test
    void whoeverResumesTheServerCancelsTheShutdown() {
        this.shutdown.begin(60_000);

        this.controller.resume(Context.RUNNING).toCompletableFuture().join();

        assertThat(this.shutdowns).hasValue(0);
        assertThat(this.stub.drain.state()).isEqualTo(Drain.State.RUNNING);
        assertThat(this.shutdown.cancel()).isFalse();
    }

    @Test
    void aShutdownAfterACancelledOneWaitsAgain() {
        this.shutdown.begin(-1);
        this.shutdown.cancel();
        this.shutdown.begin(60_000);
        assertThat(this.stub.drain.started).containsExactly(-1L, 60_000L);

        this.stub.drain.end(true);

        assertThat(this.shutdowns).hasValue(1);
    }

    @Test
    void aPlainSuspensionDrainsWithoutLimitAndShutsNothingDown() {
        this.controller.suspend(Context.RUNNING);
        assertThat(this.stub.drain.started).containsExactly(-1L);

        this.stub.drain.end(true);

        assertThat(this.controller.getState()).isEqualTo(State.SUSPENDED);
        assertThat(this.shutdowns).hasValue(0);
    }

    @Test
    void aSuspendedServerTakesRequestsAgainWhenItIsResumed() {
        this.controller.suspend(Context.RUNNING);
        this.stub.drain.end(true);

        this.controller.resume(Context.RUNNING).toCompletableFuture().join();

        assertThat(this.stub.drain.state()).isEqualTo(Drain.State.RUNNING);
        assertThat(this.stub.opened).isEqualTo(2);
    }

    @Test
    void theLimitOfAShutdownThatCameTooLateIsNotThatOfTheNextSuspension() {
        this.controller.suspend(Context.RUNNING);
        this.shutdown.begin(60_000);
        this.shutdown.cancel();

        this.controller.suspend(Context.RUNNING);

        assertThat(this.stub.drain.started).containsExactly(-1L, -1L);
    }
}
