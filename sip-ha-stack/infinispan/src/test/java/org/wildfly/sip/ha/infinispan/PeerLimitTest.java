/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.infinispan.remoting.transport.Address;
import org.junit.jupiter.api.Test;

class PeerLimitTest {
    private static final long PATIENCE = 100;

    private final Address x = Address.random("x");
    private final Address y = Address.random("y");
    private long now;
    private final PeerLimit limit = new PeerLimit(3, PATIENCE, () -> this.now);

    @Test
    void noMoreThanTheMaximumWaitForAPeer() {
        for (int i = 0; i < 3; i++) {
            assertThat(this.limit.enter(List.of(this.x))).isNull();
        }
        assertThat(this.limit.enter(List.of(this.x))).isEqualTo(this.x);

        this.limit.leave(List.of(this.x), PeerLimit.End.ANSWERED);
        assertThat(this.limit.enter(List.of(this.x))).isNull();
    }

    @Test
    void whatIsRefusedForOnePeerDoesNotCountForTheOther() {
        for (int i = 0; i < 3; i++) {
            this.limit.enter(List.of(this.x));
        }

        for (int i = 0; i < 10; i++) {
            assertThat(this.limit.enter(List.of(this.y, this.x))).isEqualTo(this.x);
        }
        assertThat(this.limit.enter(List.of(this.y))).isNull();
    }

    @Test
    void aPeerThatOwesAnswersForTooLongGetsNoMore() {
        this.limit.enter(List.of(this.x));
        this.now += PATIENCE;
        assertThat(this.limit.enter(List.of(this.x))).isNull();
        this.now += 1;
        assertThat(this.limit.enter(List.of(this.x))).isEqualTo(this.x);

        this.limit.leave(List.of(this.x), PeerLimit.End.ANSWERED);
        assertThat(this.limit.enter(List.of(this.x))).isNull();
    }

    @Test
    void aPeerThatHasNotAnsweredGetsOneAtATimeUntilItAnswers() {
        this.limit.enter(List.of(this.x));
        this.limit.leave(List.of(this.x), PeerLimit.End.TIMED_OUT);

        assertThat(this.limit.enter(List.of(this.x))).isNull();
        assertThat(this.limit.enter(List.of(this.x))).isEqualTo(this.x);

        this.limit.leave(List.of(this.x), PeerLimit.End.ANSWERED);
        assertThat(this.limit.enter(List.of(this.x))).isNull();
        assertThat(this.limit.enter(List.of(this.x))).isNull();
    }

    @Test
    void aFailureOfAnotherKindSaysNothingAboutThePeer() {
        this.limit.enter(List.of(this.x));
        this.limit.leave(List.of(this.x), PeerLimit.End.UNKNOWN);

        assertThat(this.limit.enter(List.of(this.x))).isNull();
        assertThat(this.limit.enter(List.of(this.x))).isNull();
    }

    @Test
    void aPeerThatHasLeftIsForgotten() {
        for (int i = 0; i < 3; i++) {
            this.limit.enter(List.of(this.x));
        }
        this.limit.forget(this.x);
        this.limit.leave(List.of(this.x), PeerLimit.End.TIMED_OUT);

        assertThat(this.limit.enter(List.of(this.x))).isNull();
    }
}
