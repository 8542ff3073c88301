/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ViaWalkTestCase {
    private static final String A = "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa;oc-algo=\"loss,rate\"";
    private static final String B = "SIP/2.0/UDP 127.0.0.2;branch=z9hG4bKb";

    @Test
    void theWalkGoesFromTheTopViaThroughAllValuesOfAllLines() {
        assertThat(walk("Via: " + A + "\r\nv: " + B + "\r\n")).containsExactly(A + "|", B + "|");
        assertThat(walk("Via: " + A + " , " + B + "\r\nVia:" + A + "\r\n")).containsExactly(A + ",", B + "|", A + "|");
        assertThat(walk("Via: " + B + "\r\n ,\r\n " + A + " \r\n")).containsExactly(B + ",", A + "|");
        assertThat(walk("Via: " + B + ",\r\n")).containsExactly(B + ",", "|");
    }

    private static List<String> walk(String vias) {
        SipMessage message = new SipMessage(new SipHash(0, 0));
        byte[] bytes = ("SIP/2.0 200 OK\r\n" + vias
                + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(new SipScanner(message).scanDatagram(bytes, 0, bytes.length)).isNull();
        HeaderValues values = new HeaderValues();
        List<String> walked = new ArrayList<>();
        values.toTopVia(message);
        do {
            walked.add(new String(bytes, values.from(), values.to() - values.from(), StandardCharsets.US_ASCII)
                    + (values.isLastInLine() ? "|" : ","));
        } while (values.next());
        return walked;
    }
}
