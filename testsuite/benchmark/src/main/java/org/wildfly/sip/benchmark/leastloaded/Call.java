/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark.leastloaded;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;

/**
 * A call, as messages that the balancer reads.
 */
final class Call {
    private final int number;
    private SimulatedNode node;

    Call(int number) {
        this.number = number;
    }

    /** The node that has the call. */
    SimulatedNode node() {
        return this.node;
    }

    void setNode(SimulatedNode node) {
        this.node = node;
    }

    SipMessage invite() {
        return message("INVITE sip:bob@example.com SIP/2.0", "1 INVITE", "");
    }

    SipMessage bye() {
        return message("BYE sip:bob@example.com SIP/2.0", "2 BYE", ";tag=b");
    }

    SipMessage response(int status, boolean invite) {
        return message("SIP/2.0 " + status + " Whatever", invite ? "1 INVITE" : "2 BYE", ";tag=b");
    }

    private SipMessage message(String startLine, String cseq, String toTag) {
        byte[] bytes = (startLine + "\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + this.number
                + "\r\nFrom: <sip:alice@example.com>;tag=a\r\n"
                + "To: <sip:bob@example.com>" + toTag + "\r\nCall-ID: " + this.number + "@192.0.2.1\r\nCSeq: " + cseq
                + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        SipMessage message = new SipMessage(new SipHash(0, 0));
        if (new SipScanner(message).scanDatagram(bytes, 0, bytes.length) != null) {
            throw new IllegalStateException("No good message");
        }
        return message;
    }
}
