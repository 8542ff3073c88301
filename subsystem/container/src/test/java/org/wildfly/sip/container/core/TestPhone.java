/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The least that can make or take a call: text in datagrams, one call at a time, no retransmission. Sends to whichever node it is told. */
final class TestPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRANSMISSION = Duration.ofMillis(300);

    private final DatagramSocket socket;
    private final String user;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Deque<String> seen = new ArrayDeque<>();
    private String callId = UUID.randomUUID().toString();
    private String localParty;
    private String remoteParty = "<sip:service@example.com>";
    private String remoteTag;
    private String remoteTarget;
    private String inviteVia;
    private String lastSent;
    private boolean tagged = true;
    private int sequence;

    TestPhone() throws IOException {
        this("alice");
    }

    TestPhone(String user) throws IOException {
        this.user = user;
        this.localParty = "<sip:" + user + "@example.com>";
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    int port() {
        return this.socket.getLocalPort();
    }

    /** Where the phone is reached. */
    String uri() {
        return "sip:" + this.user + "@127.0.0.1:" + this.port();
    }

    String callId() {
        return this.callId;
    }

    /** Sends a request of the call with the next CSeq number. */
    void request(InetSocketAddress node, String method, String... headers) throws IOException {
        this.sequence++;
        this.request(node, method, this.sequence, headers);
    }

    /** Sends a request as phones do: again and again until it has its final response, which is returned. */
    String persist(InetSocketAddress node, String method) throws IOException {
        this.request(node, method);
        String number = this.sequence + " " + method;
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        for (int i = 0; i < 20; i++) {
            try {
                String message = this.receive(packet, System.nanoTime() + RETRANSMISSION.toNanos());
                if (!message.startsWith("SIP/2.0 1") && header(message, "CSeq").equals(number)) {
                    this.learn(message);
                    return message;
                }
            } catch (SocketTimeoutException nothing) {
                this.sendAgain(node);
            }
        }
        throw new AssertionError("no answer to " + method);
    }

    /** Acknowledges a 2xx to the last INVITE. */
    void ack(InetSocketAddress node) throws IOException {
        this.request(node, "ACK", this.sequence);
    }

    void request(InetSocketAddress node, String method, int number, String... headers) throws IOException {
        String via = "Via: SIP/2.0/UDP 127.0.0.1:" + this.port() + ";branch=z9hG4bK" + UUID.randomUUID() + ";rport";
        if (method.equals("INVITE")) {
            this.inviteVia = via;
        }
        this.send(node, this.text(method, via, number, this.remoteTag, headers));
    }

    /** Cancels the last INVITE. */
    void cancel(InetSocketAddress node) throws IOException {
        this.send(node, this.text("CANCEL", this.inviteVia, this.sequence, null));
    }

    /** Acknowledges a response to the last INVITE that is no 2xx. */
    void ackFailure(InetSocketAddress node, String response) throws IOException {
        this.send(node, this.text("ACK", this.inviteVia, this.sequence, tag(header(response, "To"))));
    }

    private String text(String method, String via, int number, String toTag, String... headers) {
        String target = this.remoteTarget == null ? "sip:service@example.com" : this.remoteTarget;
        StringBuilder text = new StringBuilder(method + " " + target + " SIP/2.0\r\n" + via + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        boolean hops = List.of(headers).stream().anyMatch(header -> header.startsWith("Max-Forwards"));
        return text + (hops ? "" : "Max-Forwards: 70\r\n") + "From: " + this.localParty + (this.tagged ? ";tag=" + this.tag : "")
                + "\r\nTo: " + this.remoteParty
                + (toTag == null ? "" : ";tag=" + toTag) + "\r\nCall-ID: " + this.callId + "\r\nCSeq: " + number + " " + method
                + "\r\nContact: <" + this.uri() + ">\r\nContent-Length: 0\r\n\r\n";
    }

    /** Forgets its call. */
    void newCall() {
        this.callId = UUID.randomUUID().toString();
        this.forgetRemoteTag();
    }

    /** Takes the To tag of somebody else's call. */
    void joinTagOf(TestPhone other) {
        this.remoteTag = other.remoteTag;
    }

    /** Sends what follows out of its dialog, in the same Call-ID. */
    void forgetRemoteTag() {
        this.remoteTag = null;
        this.remoteTarget = null;
    }

    void target(String uri) {
        this.remoteTarget = uri;
    }

    void omitFromTag() {
        this.tagged = false;
    }

    /** Sends the last message once more. */
    void sendAgain(InetSocketAddress node) throws IOException {
        this.send(node, this.lastSent);
    }

    /** Answers a request that was received; learns the call from an INVITE. */
    void answer(InetSocketAddress node, String request, int status) throws IOException {
        this.answer(node, request, status, this.tag);
    }

    /** Answers a request under another To tag than the phone's own: as another branch of a fork would. */
    void answer(InetSocketAddress node, String request, int status, String toTag) throws IOException {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + " Answer\r\n");
        for (String line : request.split("\r\n")) {
            String name = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase();
            if (List.of("via", "from", "call-id", "cseq", "record-route").contains(name)) {
                response.append(line).append("\r\n");
            } else if (name.equals("to")) {
                response.append(line).append(line.contains("tag=") ? "" : ";tag=" + toTag).append("\r\n");
            }
        }
        response.append("Contact: <").append(this.uri()).append(">\r\nContent-Length: 0\r\n\r\n");
        this.send(node, response.toString());
    }

    private void send(InetSocketAddress node, String message) throws IOException {
        this.lastSent = message;
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        this.socket.send(new DatagramPacket(bytes, bytes.length, node));
    }

    /** Receives until a message fits; learns the other side's tag and target from a 2xx to INVITE and from an INVITE. */
    String expect(String what, Predicate<String> fits) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> others = new ArrayList<>();
        while (true) {
            String message = this.receive(packet, deadline, what, others);
            if (fits.test(message)) {
                this.learn(message);
                return message;
            }
            others.add(message);
        }
    }

    private String receive(DatagramPacket packet, long deadline, String what, List<String> others) throws IOException {
        try {
            return this.receive(packet, deadline);
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError(this.user + " waited in vain for " + what + ", but got " + others, nothing);
        }
    }

    private String receive(DatagramPacket packet, long deadline) throws IOException {
        this.socket.setSoTimeout(Math.max(1, (int) ((deadline - System.nanoTime()) / 1_000_000)));
        packet.setLength(packet.getData().length);
        this.socket.receive(packet);
        String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        this.seen.add(message);
        return message;
    }

    private void learn(String message) {
        if (message.startsWith("SIP/2.0 2") && header(message, "CSeq").endsWith("INVITE")) {
            this.remoteTag = tag(header(message, "To"));
            this.remoteTarget = uri(header(message, "Contact"));
        } else if (message.startsWith("INVITE ")) {
            this.callId = header(message, "Call-ID");
            this.remoteTag = tag(header(message, "From"));
            this.remoteParty = "<" + uri(header(message, "From")) + ">";
            this.localParty = "<" + uri(header(message, "To")) + ">";
            this.remoteTarget = uri(header(message, "Contact"));
        }
    }

    String expectResponse(int status, String method) throws IOException {
        return this.expect(status + " to " + method,
                message -> message.startsWith("SIP/2.0 " + status) && header(message, "CSeq").endsWith(method));
    }

    /** The final response to the request that was sent last. */
    String expectFinal(String method) throws IOException {
        String number = this.sequence + " " + method;
        return this.expect("a final response to " + method,
                message -> message.startsWith("SIP/2.0 ") && !message.startsWith("SIP/2.0 1") && header(message, "CSeq").equals(number));
    }

    String expectRequest(String method) throws IOException {
        return this.expect(method, message -> message.startsWith(method + " "));
    }

    /** A request that was not received before under its CSeq number. */
    String expectNewRequest(String method) throws IOException {
        List<String> before = this.seen.stream().filter(message -> message.startsWith(method + " ")).map(message -> header(message, "CSeq"))
                .toList();
        return this.expect("a new " + method, message -> message.startsWith(method + " ") && !before.contains(header(message, "CSeq")));
    }

    /** A request of a Call-ID that was not seen before. */
    String expectNewCall(String method) throws IOException {
        List<String> before = this.seen.stream().map(message -> header(message, "Call-ID")).toList();
        return this.expect("a new " + method, message -> message.startsWith(method + " ") && !before.contains(header(message, "Call-ID")));
    }

    /** How many messages that begin so were received until now. */
    long received(String start) {
        return this.seen.stream().filter(message -> message.startsWith(start)).count();
    }

    static String header(String message, String name) {
        for (String line : message.split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    static String tag(String party) {
        int start = party.indexOf(";tag=");
        return start < 0 ? null : party.substring(start + 5).split(";")[0];
    }

    static String uri(String address) {
        return address.substring(address.indexOf('<') + 1, address.indexOf('>'));
    }

    @Override
    public void close() {
        this.socket.close();
    }
}
