/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.nio.charset.StandardCharsets;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;

/** Messages as they come from the wire. */
final class SampleMessages {
    private static final String COMMON = """
            Via: SIP/2.0/UDP pc33.atlanta.com:5066;branch=z9hG4bK776asdhds
            Max-Forwards: 70
            To: "Bob" <sip:bob@biloxi.com>%s
            From: "Alice" <sip:alice@atlanta.com>;tag=1928301774
            Call-ID: a84b4c76e66710@pc33.atlanta.com
            CSeq: 314159 %s
            """;

    private SampleMessages() {
    }

    /** A request outside a dialog. @param headers lines that end with a line feed */
    static SIPRequest request(String method, String headers, String body) {
        return request(method, "", headers, body);
    }

    /** A request in a dialog. */
    static SIPRequest inDialog(String method, String headers, String body) {
        return request(method, ";tag=8321234356", headers, body);
    }

    private static SIPRequest request(String method, String toTag, String headers, String body) {
        String text = method + " sip:bob@biloxi.com;x=1 SIP/2.0\n" + COMMON.formatted(toTag, method) + headers;
        try {
            return new MessageCodec().decodeRequest(bytes(text, body));
        } catch (MessageParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static SIPResponse response(int status, String method, String headers) {
        String text = "SIP/2.0 " + status + " Whatever\n" + COMMON.formatted(";tag=8321234356", method) + headers;
        try {
            return new MessageCodec().decodeResponse(bytes(text, ""));
        } catch (MessageParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static byte[] bytes(String header, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String text = header + "Content-Length: " + content.length + "\n\n";
        byte[] start = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[start.length + content.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(content, 0, bytes, start.length, content.length);
        return bytes;
    }

    static SipServletRequestImpl inbound(String method, String headers, String body) {
        return owned(new SipServletRequestImpl(request(method, headers, body), Direction.INBOUND));
    }

    static SipServletRequestImpl outbound(String method, String headers) {
        return owned(new SipServletRequestImpl(request(method, headers, ""), Direction.OUTBOUND));
    }

    static SipServletRequestImpl owned(SipServletRequestImpl request) {
        request.setOwner(new RecordingOwner());
        return request;
    }

    /** A response to an outbound request that was sent. */
    static SipServletResponseImpl received(int status, String method, String headers) {
        SipServletRequestImpl request = outbound(method, "");
        request.markSent();
        SipServletResponseImpl response = new SipServletResponseImpl(response(status, method, headers), request, Direction.INBOUND);
        response.setOwner(request.owner());
        return response;
    }
}
