/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Records of TLS and frames of WebSockets of which the rest does not come.
 */
class PartialInputTestCase {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5061);
    private static final ListeningPoint POINT = new ListeningPoint(0, Leg.EXTERNAL, Transport.TLS, "127.0.0.1", ADDRESS);
    private static final long IDLE = Duration.ofDays(1).toNanos();
    /** Handshake, TLS 1.0, 16,384 bytes. */
    private static final byte[] RECORD = {0x16, 3, 1, 0x40, 0};
    /** Binary, masked, 60,000 bytes. */
    private static final byte[] FRAME = {(byte) 0x82, (byte) 0xfe, (byte) 0xea, 0x60, 1, 2, 3, 4};

    private final ByteBudget budget = new ByteBudget(10_000);
    private final Statistics statistics = new Statistics();

    private final class Peer {
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final Connection connection = new Connection(1, POINT, ADDRESS, this.channel.eventLoop(), null,
                new Unsent(new ByteBudget(1)), IDLE);

        Peer(boolean webSocket) throws Exception {
            PartialInput partial = new PartialInput(this.connection, PartialInputTestCase.this.budget,
                    PartialInputTestCase.this.statistics);
            this.channel.pipeline().addLast(webSocket ? frames(partial) : tls(partial));
            this.connection.open(this.channel);
            this.connection.ready(true);
        }

        private static ChannelHandler tls(PartialInput partial) throws Exception {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(false);
            return new BoundedSslHandler(engine, Runnable::run, partial);
        }

        private static ChannelHandler frames(PartialInput partial) {
            return new BoundedFrameDecoder(WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(65_535).build(), partial);
        }

        Peer send(byte[] head, int more) {
            this.channel.writeInbound(Unpooled.buffer(head.length + more, head.length + more).writeBytes(head).writeZero(more));
            return this;
        }

        boolean isOpenAfter(Duration time) {
            this.connection.check(this.channel.eventLoop(), System.nanoTime() + time.toNanos());
            this.channel.runPendingTasks();
            return this.channel.isOpen();
        }
    }

    private int left() {
        int left = 0;
        for (int step = 8192; step > 0; step /= 2) {
            if (this.budget.take(left + step)) {
                this.budget.give(left + step);
                left += step;
            }
        }
        return left;
    }

    @Test
    void allConnectionsTogetherKeepNoMoreThanTheBudget() throws Exception {
        for (boolean webSocket : new boolean[]{false, true}) {
            byte[] head = webSocket ? FRAME : RECORD;
            Peer first = new Peer(webSocket).send(head, 4000);
            Peer second = new Peer(webSocket).send(head, 4000);
            Peer third = new Peer(webSocket).send(head, 4000);
            assertThat(first.channel.isOpen()).isTrue();
            assertThat(second.channel.isOpen()).isTrue();
            assertThat(third.channel.isOpen()).isFalse();
            assertThat(left()).isLessThan(2001);
            first.channel.close();
            Peer fourth = new Peer(webSocket).send(head, 4000);
            assertThat(fourth.channel.isOpen()).isTrue();
            second.channel.close();
            fourth.channel.close();
            assertThat(left()).isEqualTo(10_000);
        }
        assertThat(this.statistics.get(Counter.CONGESTED)).isEqualTo(2);
    }

    @Test
    void whatIsBegunMustBeCompleteBeforeLongHoweverOftenALittleComes() throws Exception {
        for (boolean webSocket : new boolean[]{false, true}) {
            Peer peer = new Peer(webSocket).send(webSocket ? FRAME : RECORD, 10);
            assertThat(peer.isOpenAfter(Duration.ofSeconds(29))).isTrue();
            peer.send(new byte[1], 0);
            assertThat(peer.isOpenAfter(Duration.ofSeconds(31))).isFalse();
        }
    }

    @Test
    void whatIsCompleteIsNotKeptAndNoReasonToClose() throws Exception {
        byte[] small = {(byte) 0x82, (byte) 0x82, 1, 2, 3, 4, 5, 6};
        Peer peer = new Peer(true).send(small, 0);
        assertThat(left()).isEqualTo(10_000);
        assertThat(peer.isOpenAfter(Duration.ofMinutes(10))).isTrue();
    }

    @Test
    void whoConnectsAndSaysNothingIsNotKept() throws Exception {
        Peer peer = new Peer(true);
        peer.connection.ready(false);
        assertThat(peer.isOpenAfter(Duration.ofSeconds(29))).isTrue();
        assertThat(peer.isOpenAfter(Duration.ofSeconds(31))).isFalse();
        Peer speaking = new Peer(true);
        speaking.connection.ready(false);
        speaking.connection.heard(true, true);
        assertThat(speaking.isOpenAfter(Duration.ofMinutes(10))).isTrue();
    }
}
