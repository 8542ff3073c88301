/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;

/**
 * Algorithms as lb.properties configures them, and messages for them.
 */
final class TestAlgorithms {

    private TestAlgorithms() {
    }

    static BalancerAlgorithm of(LongSupplier clock, String... lines) {
        try {
            return Algorithms.create(
                    new AlgorithmContext(configuration(lines), InetAddress.getLoopbackAddress(), () -> new SipHash(0, 0), clock));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static AlgorithmConfiguration configuration(String... lines) {
        try {
            return new ConfigurationReader(warning -> {
            }).read("lb.properties", new StringReader("host=127.0.0.1\nexternalPort=5060\n" + String.join("\n", lines))).algorithm();
        } catch (IOException | ConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    static SipMessage message(String startLine, String callId, String cseq, boolean toTag, String... headers) {
        String text = startLine + "\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>"
                + (toTag ? ";tag=2" : "") + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + "\r\n";
        for (String header : headers) {
            text = text.replaceFirst("(?m)^" + header.replaceFirst(":.*", "") + ":.*\r\n", "") + header + "\r\n";
        }
        byte[] bytes = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
        SipMessage message = new SipMessage(new SipHash(0, 0));
        assertThat(new SipScanner(message).scanDatagram(bytes, 0, bytes.length)).isNull();
        return message;
    }

    static SipMessage request(String method, String callId, boolean toTag, String... headers) {
        return message(method + " sip:a@b SIP/2.0", callId, "1 " + method, toTag, headers);
    }

    static SipMessage response(int status, String method, String callId) {
        return message("SIP/2.0 " + status + " X", callId, "1 " + method, true);
    }
}
