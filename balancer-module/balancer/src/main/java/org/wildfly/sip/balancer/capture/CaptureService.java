/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageTap;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.reload.Reloadable;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * Captures messages as long as the configuration says so; costs nothing else.
 */
public final class CaptureService implements MessageTap, Reloadable, AutoCloseable {
    private final Statistics statistics;
    private BalancerConfiguration.Capture configuration;
    private volatile Capture capture;

    public CaptureService(BalancerConfiguration configuration, Statistics statistics) {
        this.statistics = statistics;
        prepare(configuration).run();
    }

    @Override
    public Runnable prepare(BalancerConfiguration configuration) {
        BalancerConfiguration.Capture next = configuration.capture();
        if (next.equals(this.configuration)) {
            return () -> {
            };
        }
        return () -> change(next);
    }

    private void change(BalancerConfiguration.Capture next) {
        Capture before = this.capture;
        this.capture = next.isOn() ? new Capture(next, this.statistics) : null;
        this.configuration = next;
        if (before != null) {
            before.close();
        }
        if (next.isOn()) {
            String kept = next.bufferSize() > 0 ? "the last " + next.bufferSize() + " bytes are kept" : null;
            String sent = next.hep() == null
                    ? null
                    : "they are sent to Homer at " + next.hep().getAddress().getHostAddress() + ':' + next.hep().getPort();
            CaptureLogger.LOGGER.capturing(next.every() == 1 ? "all calls" : "one of " + next.every() + " calls",
                    Stream.of(kept, sent).filter(Objects::nonNull).collect(Collectors.joining(", ")));
        } else if (before != null) {
            CaptureLogger.LOGGER.notCapturing();
        }
    }

    @Override
    public void received(ListeningPoint at, InetSocketAddress source, SipMessage message) {
        Capture now = this.capture;
        if (now != null && now.isWanted(message)) {
            now.add(at.transport(), source, at.bound(), message.bytes(), message.start(), message.end());
        }
    }

    @Override
    public void sent(ListeningPoint from, InetSocketAddress to, SipMessage cause, ByteWriter bytes) {
        Capture now = this.capture;
        if (now != null && now.isWanted(cause)) {
            now.add(from.transport(), from.bound(), to, bytes.bytes(), 0, bytes.length());
        }
    }

    /** True if messages are captured. */
    public boolean isOn() {
        return this.capture != null;
    }

    /**
     * The messages that are kept, as text, the oldest first.
     *
     * @param part those in which this text is, as a Call-ID; null for all
     */
    public String text(String part) {
        Capture now = this.capture;
        List<CapturedMessage> kept = now == null ? List.of() : now.kept();
        StringBuilder text = new StringBuilder();
        for (CapturedMessage message : kept) {
            String content = new String(message.bytes(), StandardCharsets.UTF_8);
            if (part == null || content.contains(part)) {
                text.append("--- ").append(message.time()).append(' ').append(message.transport()).append(' ').append(name(message.from()))
                        .append(" -> ").append(name(message.to())).append('\n').append(content).append("\n\n");
            }
        }
        return text.toString();
    }

    private static String name(InetSocketAddress address) {
        return address == null ? "?" : address.getAddress().getHostAddress() + ' ' + address.getPort();
    }

    @Override
    public void close() {
        Capture now = this.capture;
        this.capture = null;
        if (now != null) {
            now.close();
        }
    }
}
