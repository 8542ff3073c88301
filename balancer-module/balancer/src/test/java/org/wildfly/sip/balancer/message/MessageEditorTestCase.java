/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/**
 * Changing messages in place.
 */
class MessageEditorTestCase {
    private static final String TEXT = "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKx\r\n"
            + "From: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n"
            + "CSeq: 1 OPTIONS\r\n\r\n";

    private final SipMessage message = new SipMessage(new SipHash(0, 0));
    private final MessageEditor editor = new MessageEditor();

    private String write() {
        ByteWriter out = new ByteWriter(2048);
        assertThat(this.editor.write(this.message, out)).isTrue();
        return new String(out.bytes(), 0, out.length(), StandardCharsets.ISO_8859_1);
    }

    private void scan() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new SipScanner(this.message).scanDatagram(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void withoutChangesTheMessageIsAsItWas() {
        scan();
        assertThat(write()).isEqualTo(TEXT);
    }

    @Test
    void changesInAnyOrderAreMadeAtTheirPlaces() {
        scan();
        int callId = TEXT.indexOf("Call-ID");
        int from = TEXT.indexOf("From");
        this.editor.remove(callId, callId + "Call-ID: c\r\n".length());
        this.editor.replace(from, from).put("A: 1\r\n");
        this.editor.replace(from, from).put("B: 2\r\n");
        this.editor.replace(0, "OPTIONS".length()).put("INFO");
        this.editor.replace(callId, callId).put("C: 3\r\n");
        assertThat(write())
                .isEqualTo(TEXT.replace("OPTIONS sip", "INFO sip").replace("From", "A: 1\r\nB: 2\r\nFrom").replace("Call-ID: c", "C: 3"));
    }

    @Test
    void changesSinceAMarkAreTakenBackAndTheLengthIsKnownBeforeWriting() {
        scan();
        this.editor.replace(0, "OPTIONS".length()).put("INFO");
        int mark = this.editor.mark();
        this.editor.replace(0, 0).put("much more");
        this.editor.remove(10, 20);
        this.editor.rewind(mark);
        this.editor.replace(TEXT.length() - 2, TEXT.length() - 2).put("A: 1\r\n");
        String expected = TEXT.replace("OPTIONS sip", "INFO sip").replaceFirst("\r\n\r\n$", "\r\nA: 1\r\n\r\n");
        assertThat(this.editor.length(this.message)).isEqualTo(expected.length());
        assertThat(write()).isEqualTo(expected);
    }

    @Test
    void whatDoesNotFitIsTold() {
        scan();
        assertThat(this.editor.write(this.message, new ByteWriter(20))).isFalse();
        this.editor.replace(0, 0).put(new byte[10_000]);
        assertThat(this.editor.write(this.message, new ByteWriter(20_000))).isFalse();
        this.editor.clear();
        for (int i = 0; i < 100; i++) {
            this.editor.replace(0, 0).put('x');
        }
        assertThat(this.editor.write(this.message, new ByteWriter(20_000))).isFalse();
    }
}
