/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * What connections may hold together.
 */
class ByteBudgetTestCase {
    private final Statistics statistics = new Statistics();
    private final ByteBudget budget = new ByteBudget(10_000);

    private EmbeddedChannel channel() {
        EmbeddedChannel channel = new EmbeddedChannel();
        Connection connection = new Connection(1, null, null, channel.eventLoop(), null, new Unsent(this.budget),
                Long.MAX_VALUE);
        channel.pipeline().addLast(new StreamReader(connection, new ConnectionTable(), new LoopContext(null, new byte[65_535]),
                this.statistics, this.budget, 65_535));
        return channel;
    }

    private static void halfAMessage(EmbeddedChannel channel, int length) {
        channel.writeInbound(Unpooled.copiedBuffer("INVITE sip:x SIP/2.0\r\nX: " + "x".repeat(length), StandardCharsets.US_ASCII));
    }

    @Test
    void theConnectionThatWouldHoldTooMuchIsClosedAndWhatOneHeldIsFreeAgain() {
        EmbeddedChannel first = channel();
        halfAMessage(first, 6_000);
        assertThat(first.isOpen()).isTrue();
        EmbeddedChannel second = channel();
        halfAMessage(second, 1_000);
        assertThat(second.isOpen()).isTrue();
        halfAMessage(second, 6_000);
        assertThat(second.isOpen()).isFalse();
        assertThat(this.statistics.get(Counter.CONGESTED)).isEqualTo(1);
        first.close();
        EmbeddedChannel third = channel();
        halfAMessage(third, 6_000);
        assertThat(third.isOpen()).isTrue();
        third.close();
        assertThat(this.budget.take(10_000)).isTrue();
    }
}
