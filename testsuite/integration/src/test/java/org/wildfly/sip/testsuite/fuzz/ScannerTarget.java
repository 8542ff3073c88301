/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.fuzz;

import java.util.Arrays;

import org.wildfly.sip.balancer.message.Defect;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.message.Via;

/** The scanner, as for a datagram and as for a stream: never throws, and stays within the bytes that it was given. */
public final class ScannerTarget {
    private static final int MARGIN = 8;

    private ScannerTarget() {
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        SipMessage message = new SipMessage(new SipHash(0, 0));
        SipScanner scanner = new SipScanner(message);
        // What is around the message must not matter.
        byte[] bytes = new byte[data.length + 2 * MARGIN];
        Arrays.fill(bytes, (byte) 'x');
        System.arraycopy(data, 0, bytes, MARGIN, data.length);
        int end = MARGIN + data.length;
        Defect datagram = scanner.scanDatagram(bytes, MARGIN, end);
        if (datagram == null) {
            check(message, end);
        }
        Defect stream = scanner.scanStream(bytes, MARGIN, end);
        if (stream == null && message.end() <= end) {
            check(message, end);
        }
    }

    private static void check(SipMessage message, int end) {
        require(message.start() >= MARGIN && message.headersStart() > message.start(), "the start");
        require(message.body() >= message.headersStart() && message.end() >= message.body() && message.end() <= end, "the end");
        require(message.sequence() >= 0 && message.maxForwards() <= 255, "the numbers");
        require(message.method() != null, "the method");
        HeaderValues values = new HeaderValues();
        Via via = new Via();
        values.toTopVia(message);
        require(message.parse(values, via), "the top Via");
        do {
            require(values.from() >= message.headersStart() && values.to() <= message.body(), "a Via");
            message.parse(values, via);
        } while (values.next());
        SipUri uri = new SipUri();
        for (message.routes(values); values.next();) {
            require(values.from() >= message.headersStart() && values.to() <= message.body(), "a Route");
            message.parse(values, uri);
        }
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what + " is not where it can be");
        }
    }
}
