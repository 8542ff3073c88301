/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/**
 * What of a message decides where it goes.
 */
class MessageKeyTestCase {
    private static final MessageKey KEY = new MessageKey("X-Key", null, null);

    private static SipMessage message(String key) {
        SipMessage message = new SipMessage(new SipHash(0, 0));
        byte[] bytes = ("OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nX-Key:" + key + "\r\nFrom: <sip:a@b>;tag=1\r\n"
                + "To: <sip:a@b>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(new SipScanner(message).scanDatagram(bytes, 0, bytes.length)).isNull();
        return message;
    }

    @Test
    void aHeaderWithoutAValueIsAsIfItWereNotThere() {
        for (String empty : new String[]{"", " ", "\r\n "}) {
            SipMessage message = message(empty);
            assertThat(KEY.hash(message)).isEqualTo(message.callIdHash());
        }
    }

    @Test
    void blanksAndFoldsAroundAValueDoNotMatter() {
        assertThat(KEY.hash(message("value"))).isEqualTo(KEY.hash(message(" value "))).isEqualTo(KEY.hash(message("\r\n value")))
                .isNotEqualTo(KEY.hash(message("other")));
    }
}
