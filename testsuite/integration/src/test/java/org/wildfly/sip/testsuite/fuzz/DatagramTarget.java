/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.testsuite.balancer.harness.SipText;

/**
 * A whole balancer gets datagrams: it never fails or stops, and what it sends to a node is a good message with the Call-ID and CSeq of the
 * one that came, longer by no more than what a balancer adds.
 */
public final class DatagramTarget {
    private static final int MOST_ADDED = 2048;
    private static final String MARKER = "marker-of-the-fuzzer";

    private static RunningBalancer balancer;

    private DatagramTarget() {
    }

    /** Called once by the fuzzer. */
    public static void fuzzerInitialize() throws IOException, ConfigurationException {
        balancer = new RunningBalancer();
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length > 60_000 || new String(data, StandardCharsets.ISO_8859_1).contains(MARKER)) {
            return;
        }
        SipText forwarded = balancer.datagram(data);
        if (forwarded != null) {
            check(data, forwarded.bytes());
        }
    }

    private static void check(byte[] came, byte[] sent) {
        SipMessage before = scan(came);
        SipMessage after = scan(sent);
        require(callId(before) == callId(after), "Call-ID");
        require(before.sequence() == after.sequence() && before.method() == after.method(), "CSeq");
        require(sent.length <= came.length + MOST_ADDED, "length");
        require(before.maxForwards() < 0 ? after.maxForwards() == 70 : after.maxForwards() == before.maxForwards() - 1, "Max-Forwards");
    }

    private static long callId(SipMessage message) {
        return message.hashCallId(new SipHash(0, 0)).finish();
    }

    private static SipMessage scan(byte[] bytes) {
        SipMessage message = new SipMessage(new SipHash(0, 0));
        require(new SipScanner(message).scanDatagram(bytes, 0, bytes.length) == null, "form");
        return message;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("the message that was sent on has another " + what);
        }
    }
}
