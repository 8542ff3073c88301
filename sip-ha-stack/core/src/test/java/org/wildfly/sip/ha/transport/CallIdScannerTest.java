/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallIdScannerTest {
    @ParameterizedTest
    @ValueSource(strings = {"Call-ID: a:b@c\r\n", "CALL-id:a:b@c\r\n", "call-id  :\t a:b@c  \r\n", "i: a:b@c\r\n", "I:a:b@c\r\n",
            "Call-ID:\r\n a:b@c\r\n", "Call-ID: \r\n\ta:b@c\r\n", "Via: x\r\n i: y\r\nCall-ID: a:b@c\r\n", "Call-ID: a:b@c\n",
            "X\r\nCall-ID: a:b@c\r\n"})
    void theCallIdIsFoundHoweverItIsWritten(String headers) {
        assertThat(scan("INVITE sip:x SIP/2.0\r\n" + headers)).isEqualTo("a:b@c");
        assertThat(scan("\r\n\r\nSIP/2.0 200 OK\r\nVia: v\r\n" + headers + "To: x\r\n\r\n")).isEqualTo("a:b@c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "INVITE sip:x SIP/2.0", "INVITE sip:x SIP/2.0\r\n\r\nCall-ID: body\r\n",
            "INVITE sip:x SIP/2.0\r\nCall-ID:\r\n\r\n", "INVITE sip:x SIP/2.0\r\nCall-IDs: x\r\nXi: y\r\n: z\r\n\r\n",
            "INVITE sip:x SIP/2.0\r\n   \r\nCall-ID: body\r\n"})
    void aMessageWithoutCallIdHasNone(String message) {
        assertThat(scan(message)).isNull();
    }

    @Test
    void itSeesWhatTheParserSees() throws Exception {
        String text = "OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\n"
                + "i:\r\n  x\r\n y \r\nCSeq: 1 OPTIONS\r\n\r\n";
        var message = new gov.nist.javax.sip.parser.StringMsgParser().parseSIPMessage(text.getBytes(), true, false, null);
        assertThat(scan(text)).isEqualTo(message.getCallId().getCallId());
    }

    private static String scan(String message) {
        return CallIdScanner.scan(message.getBytes(StandardCharsets.UTF_8));
    }
}
