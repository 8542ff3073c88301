/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final String VALID = "OPTIONS sip:a@b SIP/2.0\nVia: SIP/2.0/UDP c;branch=z9hG4bK1\nFrom: <sip:a@b>;tag=1\nTo: <sip:c@d>\n"
            + "Call-ID: 1\nCSeq: 1 OPTIONS\n";

    private final MessageCodec codec = new MessageCodec();

    @Test
    void aRequestComesBackAsItWas() throws Exception {
        String headers = """
                Contact: "J\u00f6rg, \\"J\\"" <sip:j@b;x=%20>;+sip.instance="<urn:uuid:1>"
                Route: <sip:p1;lr>
                Record-Route: <sip:p2;lr>
                X-One: 1, 2
                X-One: \u00fc
                Accept: application/sdp, text/plain;q=0.5
                Event: presence;id=1
                Content-Type: multipart/mixed;boundary="b"
                """;
        SIPRequest request = SampleMessages.request("INVITE", headers, "--b\r\n\r\n\u00e4\r\n--b--");
        byte[] bytes = this.codec.encode(request);
        SIPRequest back = this.codec.decodeRequest(bytes);

        assertThat(this.codec.encode(back)).asString(StandardCharsets.UTF_8).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        assertThat(back.getRawContent()).isEqualTo(request.getRawContent());
        assertThat(new SipServletRequestImpl(back, Direction.INBOUND).getHeaders("X-One")).toIterable().containsExactly("1, 2", "\u00fc");
    }

    @Test
    void aResponseComesBackAsItWas() throws Exception {
        byte[] bytes = this.codec.encode(SampleMessages.response(180, "INVITE", "Contact: <sip:bob@192.0.2.4>\n"));

        assertThat(this.codec.encode(this.codec.decodeResponse(bytes))).isEqualTo(bytes);
        assertThatThrownBy(() -> this.codec.decodeRequest(bytes)).isInstanceOf(MessageParseException.class);
    }

    @Test
    void aBodyOfAnyBytesAndCharacterSetComesBack() throws Exception {
        SIPRequest request = SampleMessages.request("MESSAGE", "Content-Type: text/plain;charset=UTF-16\nSubject: \u00e4\n", "");
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        request.setMessageContent(body);

        SIPRequest back = this.codec.decodeRequest(this.codec.encode(request));
        assertThat(back.getRawContent()).isEqualTo(body);
        assertThat(new SipServletRequestImpl(back, Direction.INBOUND).getHeader("Subject")).isEqualTo("\u00e4");
    }

    @Test
    void encodingDoesNotChangeTheMessage() {
        SIPRequest request = SampleMessages.request("MESSAGE", "", "");
        String before = request.encode();
        this.codec.encode(request);

        assertThat(request.encode()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\0", "hello", "OPTIONS sip:a@b SIP/2.0\n\n", "OPTIONS sip:a@b\n\n", "SIP/2.0 abc\n\n", VALID,
            VALID + "\n\nbody",
            VALID + "Content-Length: 5\n\nbody", VALID + "Content-Length: -1\n\n", VALID + "Content-Length: x\n\n",
            VALID + "Expires: never\nContent-Length: 0\n\n",
            "OPTIONS sip:a@b SIP/2.0\nCSeq: 1 BYE\nFrom: <sip:a@b>\nTo: <sip:a@b>\nCall-ID: 1\n\n",
            "OPTIONS sip:a@b SIP/2.0\nCSeq: 1 OPTIONS\nFrom: <sip:a@b>\nTo: <sip:a@b>\n\n", "OPTIONS sip:a@b SIP/2.0\n continued\n\n",
            "OPTIONS sip:a@b SIP/2.0\n: x\n\n"})
    void whatIsNotExactlyOneRequestIsRefused(String text) {
        assertThatThrownBy(() -> this.codec.decodeRequest(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MessageParseException.class);
    }

    @Test
    void damagedBytesNeverGiveAnythingButAMessageOrTheParseException() {
        Random random = new Random(42);
        byte[] valid = SampleMessages.bytes(
                VALID + "Contact: \"A\" <sip:a@b;c=d?e=f>;g\nAccept-Language: en;q=0.5\nAuthorization: Digest a=\"b\"\n",
                "body");
        int parsed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(valid, i % 10 == 0 ? random.nextInt(valid.length) : valid.length);
            for (int n = random.nextInt(4); n > 0 && damaged.length > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                SIPMessage message = this.codec.decodeRequest(damaged);
                this.codec.encode(message);
                parsed++;
            } catch (MessageParseException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        assertThat(parsed).isPositive();
    }
}
