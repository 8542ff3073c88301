/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Messages as they come from the wire. */
class SipMessageParserTest {
    private static final String INVITE = """
            INVITE sip:b@example.com SIP/2.0
            v: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1, SIP/2.0/UDP 10.0.0.2;branch=z9hG4bK2
            f: "A, or not" <sip:a@example.com;x=1>;tag=1
            t: <sip:b@example.com>
            i: call
            CSeq: 7 INVITE
            Record-Route: <sip:p1;lr>, <sip:p2;lr>
            m: <sip:a@10.0.0.1>
            l: 4

            body""".replace("\n", "\r\n");

    private static SipMessage parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return SipMessageParser.parse(bytes, bytes.length);
    }

    @Test
    void compactFormsAndListsAreUnderstood() {
        SipMessage message = parse(INVITE);
        assertThat(message.method()).isEqualTo("INVITE");
        assertThat(message.requestUri()).isEqualTo("sip:b@example.com");
        assertThat(message.headers("Via")).hasSize(2);
        assertThat(message.branch()).isEqualTo("z9hG4bK1");
        assertThat(message.headers("Record-Route")).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
        assertThat(message.fromTag()).isEqualTo("1");
        assertThat(message.toTag()).isNull();
        assertThat(message.cseq()).isEqualTo(7);
        assertThat(message.body()).isEqualTo("body");
        assertThat(parse(message.toString()).toString()).isEqualTo(message.toString());
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThatThrownBy(() -> parse(INVITE.replace("l: 4", "l: 5"))).hasMessageContaining("Content-Length");
        assertThatThrownBy(() -> parse(INVITE.replace("7 INVITE", "7 BYE"))).hasMessageContaining("another method");
        assertThatThrownBy(() -> parse(INVITE.replace("z9hG4bK1", "1"))).hasMessageContaining("branch");
        assertThatThrownBy(() -> parse(INVITE.replace("i: call\r\n", ""))).hasMessageContaining("Call-ID");
    }

    @Test
    void aStreamIsCutIntoMessagesHoweverItArrives() {
        byte[] bytes = ("\r\n\r\n" + INVITE + INVITE).getBytes(StandardCharsets.UTF_8);
        SipStream stream = new SipStream();
        List<SipMessage> messages = new ArrayList<>();
        for (byte part : bytes) {
            stream.receive(ByteBuffer.wrap(new byte[]{part}), messages::add);
        }
        assertThat(messages).hasSize(2).allSatisfy(message -> assertThat(message.body()).isEqualTo("body"));
    }
}
