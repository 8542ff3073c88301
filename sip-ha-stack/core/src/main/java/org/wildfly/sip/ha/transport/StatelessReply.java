/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers a request from its bytes alone, without a transaction (RFC 3261 section 8.2.7): where parsing failed, or would cost what an overloaded
 * node does not have.
 */
final class StatelessReply {
    private final StringBuilder vias = new StringBuilder();
    private String from;
    private String to;
    private String callId;
    private String cseq;

    private StatelessReply() {
    }

    /**
     * Makes a response.
     *
     * @param request the request's head
     * @param status such as {@code 400 Bad Request}
     * @param source where the request came from
     * @param headers further header fields, each with its line break; may be empty
     * @return null if the message is no request, is an ACK, or lacks what a response needs
     */
    static byte[] to(MessageHead request, String status, InetSocketAddress source, String headers) {
        if (request.isEmpty() || request.isResponse() || request.method().equals("ACK")) {
            return null;
        }
        StatelessReply reply = new StatelessReply();
        HeaderCursor header = request.headers();
        while (header.next()) {
            reply.copy(header, source);
        }
        return reply.encode(status, headers);
    }

    private void copy(HeaderCursor header, InetSocketAddress source) {
        if (header.isNamed("via", 'v')) {
            String via = this.vias.isEmpty() ? stamp(header.value(), source) : header.value();
            this.vias.append("Via: ").append(via).append("\r\n");
        } else if (header.isNamed("from", 'f')) {
            this.from = header.value();
        } else if (header.isNamed("to", 't')) {
            this.to = header.value();
        } else if (header.isNamed("call-id", 'i')) {
            this.callId = header.value();
        } else if (header.isNamed("cseq", (char) 0)) {
            this.cseq = header.value();
        }
    }

    private byte[] encode(String status, String headers) {
        if (this.vias.isEmpty() || this.from == null || this.to == null || this.callId == null || this.cseq == null) {
            return null;
        }
        String tag = this.to.toLowerCase(Locale.ROOT).contains(";tag=") ? "" : ";tag=" + Integer.toHexString(this.callId.hashCode());
        String text = "SIP/2.0 " + status + "\r\n" + this.vias + "From: " + this.from + "\r\nTo: " + this.to + tag + "\r\nCall-ID: "
                + this.callId + "\r\nCSeq: " + this.cseq + "\r\n" + headers + "Content-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 3261 section 18.2.1 and RFC 3581 section 4, on text. */
    private static String stamp(String via, InetSocketAddress source) {
        int comma = via.indexOf(',');
        String top = comma < 0 ? via : via.substring(0, comma);
        String rest = comma < 0 ? "" : via.substring(comma);
        int rport = emptyRport(top.toLowerCase(Locale.ROOT));
        if (rport >= 0) {
            top = top.substring(0, rport) + "=" + source.getPort() + top.substring(rport);
        }
        return top + ";received=" + source.getAddress().getHostAddress() + rest;
    }

    private static int emptyRport(String via) {
        int end = via.indexOf(";rport") + ";rport".length();
        boolean found = end >= ";rport".length() && (end == via.length() || via.charAt(end) == ';' || via.charAt(end) == ' ');
        return found ? end : -1;
    }
}
