/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Copies messages. Whoever forwards only puts a copy into a bounded queue, or does without; a thread of its own masks secrets, keeps the
 * messages and sends them to Homer.
 */
final class Capture implements AutoCloseable {
    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final int MAX_QUEUED_BYTES = 4 * 1024 * 1024;

    private final int every;
    private final Statistics statistics;
    private final MessageRing ring;
    private final InetSocketAddress hep;
    private final HepWriter writer;
    private DatagramChannel channel;
    private final Queue<CapturedMessage> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    Capture(BalancerConfiguration.Capture configuration, Statistics statistics) {
        this.every = configuration.every();
        this.statistics = statistics;
        this.ring = new MessageRing(configuration.bufferSize());
        this.hep = configuration.hep();
        this.writer = this.hep == null ? null : new HepWriter(configuration.hepId(), configuration.hepPassword());
        this.thread = new Thread(this::work, "SIP balancer capture");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** True if the call of a message is one of those that are captured: all of its messages, or none. */
    boolean isWanted(SipMessage message) {
        return this.every == 1 || Long.remainderUnsigned(message.callIdHash(), this.every) == 0;
    }

    void add(Transport transport, InetSocketAddress from, InetSocketAddress to, byte[] bytes, int start, int end) {
        int length = end - start;
        if (this.queued.addAndGet(length) > MAX_QUEUED_BYTES) {
            this.queued.addAndGet(-length);
            this.statistics.count(Counter.NOT_CAPTURED);
        } else {
            this.queue.add(new CapturedMessage(Instant.now(), transport, from, to, Arrays.copyOfRange(bytes, start, end)));
        }
    }

    private void work() {
        while (!this.closed) {
            CapturedMessage message = this.queue.poll();
            if (message == null) {
                LockSupport.parkNanos(PAUSE);
            } else {
                this.queued.addAndGet(-message.bytes().length);
                handle(message);
            }
        }
        closeChannel();
    }

    private void handle(CapturedMessage message) {
        try {
            SecretMask.apply(message.bytes());
            this.ring.add(message);
            send(message);
        } catch (RuntimeException | Error e) {
            // The thread must not end: nobody would take messages out of the queue any more.
            this.statistics.count(Counter.NOT_CAPTURED);
        }
    }

    private void send(CapturedMessage message) {
        if (this.writer == null) {
            return;
        }
        ByteBuffer packet = this.writer.write(message);
        try {
            if (this.channel == null) {
                this.channel = DatagramChannel.open();
                this.channel.configureBlocking(false);
            }
            if (packet == null || this.channel.send(packet, this.hep) == 0) {
                this.statistics.count(Counter.NOT_CAPTURED);
            }
        } catch (IOException | RuntimeException e) {
            // Homer is not there, or the datagram is too long for the way to it. Counted, since it can come with each message.
            this.statistics.count(Counter.NOT_CAPTURED);
        }
    }

    /** The messages that are kept, the oldest first. */
    List<CapturedMessage> kept() {
        return this.ring.all();
    }

    @Override
    public void close() {
        this.closed = true;
        LockSupport.unpark(this.thread);
        try {
            this.thread.join(Duration.ofSeconds(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeChannel() {
        try {
            if (this.channel != null) {
                this.channel.close();
            }
        } catch (IOException e) {
            CaptureLogger.LOGGER.debug("Closing the socket to Homer failed", e);
        }
    }
}
