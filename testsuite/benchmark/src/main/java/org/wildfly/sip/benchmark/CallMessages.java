/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The messages of one call as a phone and a node send them: those of the load generator in {@code peers}. Each is made from what the
 * balancer has sent on before.
 */
final class CallMessages {
    private static final String SDP = """
            v=0
            o=alice 2890844526 2890844526 IN IP4 192.0.2.10
            s=-
            c=IN IP4 192.0.2.10
            t=0 0
            m=audio 49172 RTP/AVP 0 8 96 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:96 opus/48000/2
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """;
    private static final String ALLOW = """
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, PRACK, REFER
            Supported: replaces, timer, 100rel
            """;
    private static final String EMPTY = "Content-Length: 0\n\n";
    private static final String BODY = "Content-Type: application/sdp\nContent-Length: " + wire(SDP).length + "\n\n" + SDP;
    private static final String AGENT = "User-Agent: generator/1 (messages of a call)\n";

    private final String id;
    private final int phone;
    private final int node;

    /**
     * @param number told apart from other calls by this
     * @param phone  the phone's port on 127.0.0.1
     * @param node   the node's port on 127.0.0.1
     */
    CallMessages(int number, int phone, int node) {
        this.id = "%08x".formatted(number);
        this.phone = phone;
        this.node = node;
    }

    /** The phone's INVITE, 938 bytes. */
    byte[] invite() {
        return wire("INVITE sip:+15551234567@svc.example.net SIP/2.0\n" + via('a') + "Max-Forwards: 70\n" + from()
                + "To: <sip:+15551234567@svc.example.net>\n" + callId() + "CSeq: 1 INVITE\n" + contact() + ALLOW + AGENT
                + "P-Asserted-Identity: \"Alice\" <sip:+15557654321@example.org;user=phone>\nSession-Expires: 1800;refresher=uac\n" + BODY);
    }

    /** The node's response to a request that it has got. */
    byte[] response(String status, byte[] request) {
        boolean invite = startLine(request).startsWith("INVITE");
        boolean trying = status.startsWith("100");
        String tag = trying || !invite ? "" : ";tag=8a7f3c51d2";
        return wire("SIP/2.0 " + status + '\n' + lines(request, "Via:") + (invite && !trying ? lines(request, "Record-Route:") : "")
                + lines(request, "From:") + lines(request, "To:").trim() + tag + '\n' + callId() + lines(request, "CSeq:")
                + "Server: generator/1 (stateless responder)\n"
                + (invite && !trying ? "Contact: <sip:node0@127.0.0.1:" + this.node + ">\n" : "") + (trying ? "" : ALLOW)
                + (invite && status.startsWith("200") ? BODY : EMPTY));
    }

    /** The phone's ACK or BYE after the response to its INVITE. */
    byte[] inDialog(String method, byte[] response) {
        StringBuilder routes = new StringBuilder();
        List<String> recorded = lines(response, "Record-Route:").lines().toList();
        for (int i = recorded.size() - 1; i >= 0; i--) {
            routes.append(recorded.get(i).substring("Record-".length())).append('\n');
        }
        return wire(method + " sip:node0@127.0.0.1:" + this.node + " SIP/2.0\n" + via(method.charAt(0)) + "Max-Forwards: 70\n" + routes
                + from() + callId() + contact() + AGENT + ALLOW + lines(response, "To:") + "CSeq: " + (method.equals("ACK") ? 1 : 2) + ' '
                + method + '\n' + EMPTY);
    }

    private String via(char transaction) {
        return "Via: SIP/2.0/UDP 127.0.0.1:" + this.phone + ";branch=z9hG4bK-524287-1---7f3c51d2" + this.id + transaction + ";rport\n";
    }

    private String from() {
        return "From: \"Alice\" <sip:alice@example.org>;tag=7f3c51d2" + this.id + '\n';
    }

    private String callId() {
        return "Call-ID: " + this.id + "-7f3c51d2@client.example.org\n";
    }

    private String contact() {
        return "Contact: <sip:alice@127.0.0.1:" + this.phone + ">\n";
    }

    private static String startLine(byte[] message) {
        return text(message).lines().findFirst().orElseThrow();
    }

    /** All header lines that begin so. */
    private static String lines(byte[] message, String name) {
        StringBuilder found = new StringBuilder();
        text(message).lines().takeWhile(line -> !line.isEmpty()).filter(line -> line.startsWith(name))
                .forEach(line -> found.append(line).append('\n'));
        return found.toString();
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    private static byte[] wire(String lines) {
        return lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
