/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.RetryAfter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The messages of probes.
 */
class ProbeMessagesTestCase {
    private static final InetSocketAddress BALANCER = new InetSocketAddress("127.0.0.1", 4000);
    private static final long TOKEN = 0xfedcba9876543210L;

    private static String request() {
        return new String(ProbeMessages.request(TOKEN, Transport.UDP, BALANCER, new InetSocketAddress("127.0.0.1", 5080)),
                StandardCharsets.US_ASCII);
    }

    private static long answered(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        return new ProbeMessages().answered(bytes, bytes.length);
    }

    private static String response(int status) {
        return request().replaceFirst("OPTIONS [^\r]*", "SIP/2.0 " + status + " Whatever");
    }

    @Test
    void anyFinalResponseIsAnAnswer() {
        for (int status : new int[]{200, 404, 483, 503, 603}) {
            assertThat(answered(response(status))).isEqualTo(TOKEN);
        }
    }

    private static int retryAfter(int status, String header) {
        byte[] bytes = response(status).replaceFirst("\r\n", "\r\n" + header + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        ProbeMessages messages = new ProbeMessages();
        assertThat(messages.answered(bytes, bytes.length)).isEqualTo(TOKEN);
        assertThat(messages.isBusy()).isEqualTo(status == 503);
        return messages.retryAfter();
    }

    @Test
    void a503SaysForHowLong() {
        assertThat(retryAfter(503, "Retry-After: 12")).isEqualTo(12);
        assertThat(retryAfter(503, "retry-after:120 (in a meeting)")).isEqualTo(120);
        assertThat(retryAfter(503, "Retry-After : 7;duration=3600")).isEqualTo(7);
        assertThat(retryAfter(503, "Retry-After: 99999999999999999999")).isEqualTo(3600);
        assertThat(retryAfter(503, "Retry-After: soon")).isEqualTo(RetryAfter.NONE);
        assertThat(retryAfter(503, "Retry-After:")).isEqualTo(RetryAfter.NONE);
        assertThat(retryAfter(503, "X-Retry-After: 5")).isEqualTo(RetryAfter.NONE);
        assertThat(retryAfter(200, "X-Any: 5")).isEqualTo(RetryAfter.NONE);
    }

    @Test
    void nothingElseIs() {
        assertThat(answered(response(100))).isZero();
        assertThat(answered(request())).isZero();
        assertThat(answered("garbage")).isZero();
        assertThat(answered(response(200).replace("z9hG4bKprobe", "z9hG4bKother"))).isZero();
        assertThat(answered(response(200).replace("fedcba9876543210", "fedcba987654321"))).isZero();
        assertThat(answered(response(200).replace("fedcba9876543210", "no hex digits!!!"))).isZero();
    }

    @Test
    void anAddressOfIpVersion6IsInBrackets() {
        InetSocketAddress node = new InetSocketAddress("::1", 5080);
        assertThat(new String(ProbeMessages.request(TOKEN, Transport.TCP, BALANCER, node), StandardCharsets.US_ASCII))
                .startsWith("OPTIONS sip:[::1]:5080;transport=tcp SIP/2.0\r\n");
    }
}
