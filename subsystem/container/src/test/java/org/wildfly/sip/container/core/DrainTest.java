/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.ha.store.LocalStore;

/** A node, or one of its applications, is taken out of service. */
class DrainTest {
    @TempDir
    Path directory;
    private TestPhone phone;
    private TestContainer node;

    @BeforeEach
    void startNode() throws Exception {
        Path router = Files.writeString(this.directory.resolve("dar.properties"), """
                INVITE: ("test", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0")
                MESSAGE: ("other", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0")
                """);
        this.phone = new TestPhone();
        this.node = new TestContainer(new LocalStore.Cluster().node("one"), TestContainer.Settings.router(router),
                new TestApplication("test", new Script()), new TestApplication("other", new OtherScript()));
    }

    /** Another class, as servlets are found by theirs. */
    public static final class OtherScript extends Script {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void stopNode() {
        this.node.close();
        this.phone.close();
    }

    private String answer(String method) throws Exception {
        this.phone.request(this.node.address(), method);
        return this.phone.expectFinal(method);
    }

    private void call() throws Exception {
        assertThat(this.answer("INVITE")).startsWith("SIP/2.0 200");
        this.phone.ack(this.node.address());
    }

    private void hangUp() throws Exception {
        assertThat(this.answer("BYE")).startsWith("SIP/2.0 200");
    }

    private static boolean result(CompletableFuture<Boolean> drain) throws Exception {
        return drain.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aNodeWithoutCallsIsDrainedAtOnce() throws Exception {
        Drain drain = this.node.container().drain();
        assertThat(result(drain.start(-1).toCompletableFuture())).isTrue();
        assertThat(drain.state()).isEqualTo(Drain.State.STOPPED);
        assertThat(this.answer("MESSAGE")).startsWith("SIP/2.0 503").contains("Retry-After:");
    }

    @Test
    void whatIsEstablishedIsServedToItsEndAndThatEndsTheDrain() throws Exception {
        this.call();
        Drain drain = this.node.container().drain();
        CompletableFuture<Boolean> done = drain.start(30_000).toCompletableFuture();
        await().until(() -> drain.state() == Drain.State.DRAINING);
        assertThat(drain.remaining()).isOne();
        try (TestPhone other = new TestPhone()) {
            other.request(this.node.address(), "INVITE");
            assertThat(other.expectFinal("INVITE")).startsWith("SIP/2.0 503").contains("Retry-After:");
        }
        assertThat(this.answer("INFO")).startsWith("SIP/2.0 200");
        assertThat(done).isNotDone();
        this.hangUp();
        long ended = System.nanoTime();
        assertThat(result(done)).isTrue();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended)).isLessThan(200);
        assertThat(this.node.container().statistics().requestsRefused()).isOne();
    }

    @Test
    void theDrainEndsWhenTheTimeIsUp() throws Exception {
        this.call();
        long started = System.nanoTime();
        assertThat(result(this.node.container().drain().start(300).toCompletableFuture())).isFalse();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isBetween(300L, 1_000L);
        this.hangUp();
    }

    @Test
    void noTimeToWaitEndsTheDrainNow() throws Exception {
        this.call();
        assertThat(result(this.node.container().drain().start(0).toCompletableFuture())).isFalse();
        this.hangUp();
    }

    @Test
    void aCancelledDrainTakesCallsAgain() throws Exception {
        this.call();
        Drain drain = this.node.container().drain();
        CompletableFuture<Boolean> done = drain.start(-1).toCompletableFuture();
        assertThat(drain.cancel()).isTrue();
        assertThat(done).isCancelled();
        assertThat(drain.cancel()).isFalse();
        this.hangUp();
        this.phone.newCall();
        this.call();
        this.hangUp();
        assertThat(drain.state()).isEqualTo(Drain.State.RUNNING);
        assertThat(result(drain.start(-1).toCompletableFuture())).isTrue();
    }

    @Test
    void aSecondStartChangesTheTimeOfTheFirst() throws Exception {
        this.call();
        Drain drain = this.node.container().drain();
        CompletableFuture<Boolean> first = drain.start(-1).toCompletableFuture();
        assertThat(result(drain.start(50).toCompletableFuture())).isFalse();
        assertThat(result(first)).isFalse();
        this.hangUp();
        assertThat(result(drain.start(-1).toCompletableFuture())).isTrue();
    }

    @Test
    void oneApplicationIsDrainedTheOtherGoesOn() throws Exception {
        this.call();
        CompletableFuture<Boolean> done = this.node.application("test").drain().start(-1).toCompletableFuture();
        try (TestPhone other = new TestPhone()) {
            other.request(this.node.address(), "INVITE");
            assertThat(other.expectFinal("INVITE")).startsWith("SIP/2.0 503").contains("Retry-After:");
            other.newCall();
            other.request(this.node.address(), "MESSAGE");
            assertThat(other.expectFinal("MESSAGE")).startsWith("SIP/2.0 200");
        }
        assertThat(done).isNotDone();
        this.hangUp();
        assertThat(result(done)).isTrue();
        assertThat(this.node.container().drain().state()).isEqualTo(Drain.State.RUNNING);
    }

    @Test
    void aCallThatIsSetUpDuringTheDrainIsWaitedFor() throws Exception {
        this.phone.request(this.node.address(), "INVITE");
        Drain drain = this.node.application("test").drain();
        this.phone.expectFinal("INVITE");
        CompletableFuture<Boolean> done = drain.start(-1).toCompletableFuture();
        this.phone.ack(this.node.address());
        assertThat(this.answer("INVITE")).startsWith("SIP/2.0 200");
        this.phone.ack(this.node.address());
        assertThat(done).isNotDone();
        this.hangUp();
        assertThat(result(done)).isTrue();
    }
}
