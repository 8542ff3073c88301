/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;

/**
 * Turns messages into bytes, as they are on the wire, and back. What a message is besides its text (attributes, addresses, routing state) does not
 * come along. Has no state; safe for use by many threads.
 */
public final class MessageCodec {
    /** The text of a message: header fields in UTF-8 whatever the character set of the body is, the body as it is. The message is not changed. */
    public byte[] encode(SIPMessage message) {
        byte[] header = message.encodeMessage(new StringBuilder(1024)).toString().getBytes(StandardCharsets.UTF_8);
        byte[] body = message.getRawContent();
        if (body == null || body.length == 0) {
            return header;
        }
        byte[] bytes = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, bytes, header.length, body.length);
        return bytes;
    }

    /** @throws MessageParseException if the bytes are not exactly one valid request */
    public SIPRequest decodeRequest(byte[] bytes) throws MessageParseException {
        if (!(decode(bytes) instanceof SIPRequest request)) {
            throw new MessageParseException("Not a request");
        }
        if (!request.getMethod().equals(request.getCSeq().getMethod())) {
            throw new MessageParseException("The method of CSeq is another than that of the request");
        }
        return request;
    }

    /** @throws MessageParseException if the bytes are not exactly one valid response */
    public SIPResponse decodeResponse(byte[] bytes) throws MessageParseException {
        if (decode(bytes) instanceof SIPResponse response) {
            return response;
        }
        throw new MessageParseException("Not a response");
    }

    private static SIPMessage decode(byte[] bytes) throws MessageParseException {
        if (bytes.length == 0 || bytes[0] <= ' ') {
            throw new MessageParseException("Not a SIP message");
        }
        SIPMessage message;
        try {
            message = new StringMsgParser().parseSIPMessage(bytes, true, true, (exception, parsed, header, text, raw) -> {
                throw exception;
            });
        } catch (ParseException | RuntimeException e) {
            // the stack's parser answers some malformed input with exceptions of arrays, String and number conversion
            throw new MessageParseException("Not a SIP message", e);
        }
        if (message == null || message.getFirstLine() == null) {
            throw new MessageParseException("Not a SIP message");
        }
        if (message.getCallId() == null || message.getCSeq() == null || message.getFrom() == null || message.getTo() == null) {
            throw new MessageParseException("Call-ID, CSeq, From or To is missing");
        }
        return message;
    }
}
