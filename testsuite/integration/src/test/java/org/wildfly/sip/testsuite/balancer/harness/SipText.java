/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A SIP message as a test writes and reads it: text, a character a byte. Immutable. */
public record SipText(String text) {
    private static final String END = "\r\n\r\n";

    public static SipText of(byte[] bytes) {
        return new SipText(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    public byte[] bytes() {
        return this.text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A request outside of a dialog, from a peer. */
    public static SipText request(String method, String uri, String transport, InetSocketAddress from) {
        String id = UUID.randomUUID().toString();
        String address = hostPort(from);
        return new SipText(method + ' ' + uri + " SIP/2.0\r\nVia: SIP/2.0/" + transport + ' ' + address + ";branch=z9hG4bK" + id
                + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:alice@example.com>;tag=a" + id + "\r\nTo: <sip:bob@example.com>\r\nCall-ID: "
                + id
                + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:alice@" + address
                + (transport.equals("UDP") ? "" : ";transport=" + transport.toLowerCase(java.util.Locale.ROOT))
                + ">\r\nContent-Length: 0\r\n\r\n");
    }

    /** An address as it stands in Via and in URIs. */
    public static String hostPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? '[' + host + ']' : host) + ':' + address.getPort();
    }

    /** The response to this request, as the one who got it gives it. */
    public SipText response(int status, String toTag) {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + " Whatever\r\n");
        for (String line : lines()) {
            if (line.startsWith("To:") && !line.contains(";tag=")) {
                response.append(line).append(";tag=").append(toTag).append("\r\n");
            } else if (line.matches("(Via|From|To|Call-ID|CSeq|Record-Route):.*")) {
                response.append(line).append("\r\n");
            }
        }
        return new SipText(response + "Content-Length: 0\r\n\r\n");
    }

    /**
     * A request in the dialog that this INVITE has established, by its caller.
     *
     * @param routes whether the caller obeys the Record-Routes of the answer
     */
    public SipText inDialog(String method, int sequence, SipText ok, boolean routes) {
        StringBuilder request = new StringBuilder(method + " sip:app@127.0.0.1:9 SIP/2.0\r\nVia: "
                + header("Via").replaceFirst("z9hG4bK[^;]*", "z9hG4bK" + UUID.randomUUID()) + "\r\n");
        if (routes) {
            ok.headers("Record-Route").forEach(route -> request.append("Route: ").append(route).append("\r\n"));
        }
        return new SipText(request + "Max-Forwards: 70\r\nFrom: " + header("From") + "\r\nTo: " + ok.header("To") + "\r\nCall-ID: "
                + header("Call-ID") + "\r\nCSeq: " + sequence + ' ' + method + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** The CANCEL, or the ACK to a failure, of this INVITE: same branch, URI and Routes. */
    public SipText companion(String method, String to) {
        return new SipText(this.text.replaceFirst("^INVITE", method).replace("CSeq: 1 INVITE", "CSeq: 1 " + method)
                .replaceFirst("To: [^\r]*", "To: " + to).replaceFirst("Contact: [^\r]*\r\n", ""));
    }

    /** With one more header, the first. */
    public SipText with(String header) {
        int end = this.text.indexOf("\r\n") + 2;
        return new SipText(this.text.substring(0, end) + header + "\r\n" + this.text.substring(end));
    }

    public SipText without(String name) {
        return new SipText(this.text.replaceAll("\r\n" + name + ":[^\r]*", ""));
    }

    public SipText replace(String old, String by) {
        return new SipText(this.text.replace(old, by));
    }

    public SipText withCallId(String callId) {
        return replace(header("Call-ID"), callId);
    }

    public SipText withBody(String body) {
        return replace("Content-Length: 0\r\n\r\n", "Content-Type: text/plain\r\nContent-Length: " + body.length() + END + body);
    }

    public String startLine() {
        return lines().get(0);
    }

    public boolean isRequest() {
        return !this.text.startsWith("SIP/2.0 ");
    }

    /** The status code of a response. */
    public int status() {
        return Integer.parseInt(startLine().split(" ")[1]);
    }

    /** The method of a request. */
    public String method() {
        return startLine().split(" ")[0];
    }

    public List<String> lines() {
        return Arrays.asList(this.text.substring(0, this.text.indexOf(END)).split("\r\n"));
    }

    /** The lines of a header, without its name. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines()) {
            int colon = line.indexOf(':');
            if (colon >= 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    /** The first line of a header, without its name; null if there is none. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The branch of the first Via. */
    public String branch() {
        return header("Via").replaceFirst(".*;branch=([^;,]*).*", "$1");
    }

    public String body() {
        return this.text.substring(this.text.indexOf(END) + END.length());
    }
}
