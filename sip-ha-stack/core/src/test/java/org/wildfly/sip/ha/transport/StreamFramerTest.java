/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class StreamFramerTest {
    private static final String FIRST = "OPTIONS sip:x SIP/2.0\r\nl: 3\r\n\r\nabc";
    private static final String SECOND = "SIP/2.0 200 OK\r\nContent-Length:\r\n 0\r\n\r\n";

    private final StreamFramer framer = new StreamFramer(10_000);

    @Test
    void messagesAreCutHoweverTheirBytesCome() throws Exception {
        String stream = "\r\n" + FIRST + SECOND + FIRST + FIRST + "\r\n\r\n" + SECOND;
        for (int size = 1; size <= stream.length(); size++) {
            List<String> messages = new ArrayList<>();
            for (int at = 0; at < stream.length(); at += size) {
                messages.addAll(this.take(stream.substring(at, Math.min(stream.length(), at + size))));
            }
            assertThat(messages).as("in pieces of %d", size).containsExactly(FIRST, SECOND, FIRST, FIRST, "\r\n\r\n", SECOND);
            assertThat(this.framer.isInMessage()).isFalse();
        }
    }

    @Test
    void manyMessagesOfAllSizesPass() throws Exception {
        for (int i = 0; i < 200; i++) {
            String message = "X sip:x SIP/2.0\r\nContent-Length: " + i * 40 + "\r\n\r\n" + "b".repeat(i * 40);
            assertThat(this.take(message + FIRST)).containsExactly(message, FIRST);
        }
    }

    @Test
    void aHeadWithoutEndIsRefusedAtTheMaximum() {
        assertThatThrownBy(() -> this.take("INVITE " + "x".repeat(20_000))).isInstanceOf(FramingException.class)
                .hasMessageContaining("513");
    }

    @Test
    void aBodyThatWouldPassTheMaximumIsRefusedBeforeItComes() {
        assertThatThrownBy(() -> this.take("X sip:x SIP/2.0\r\nContent-Length: 9990\r\n\r\n")).isInstanceOf(FramingException.class)
                .hasMessageContaining("513");
    }

    @Test
    void aContentLengthThatIsNoneIsRefused() {
        for (String value : new String[]{"-1", "x", "", "1 2", "99999999999999999999", "0x10", "+5"}) {
            StreamFramer fresh = new StreamFramer(10_000);
            fresh.fill(ByteBuffer.wrap(("X sip:x SIP/2.0\r\nContent-Length: " + value + "\r\n\r\n").getBytes()));
            assertThatThrownBy(fresh::next).as(value).isInstanceOf(FramingException.class).hasMessageContaining("400");
        }
    }

    @Test
    void twoContentLengthsMustAgree() throws Exception {
        assertThat(this.take("X sip:x SIP/2.0\r\nl: 1\r\nContent-Length: 1\r\n\r\na")).hasSize(1);
        assertThatThrownBy(() -> this.take("X sip:x SIP/2.0\r\nl: 1\r\nContent-Length: 2\r\n\r\na")).isInstanceOf(FramingException.class);
    }

    private List<String> take(String text) throws FramingException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        List<String> messages = new ArrayList<>();
        while (bytes.hasRemaining()) {
            this.framer.fill(bytes);
            for (byte[] message = this.framer.next(); message != null; message = this.framer.next()) {
                messages.add(new String(message, StandardCharsets.US_ASCII));
            }
        }
        return messages;
    }
}
