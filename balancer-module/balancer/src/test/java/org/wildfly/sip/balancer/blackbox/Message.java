/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A message as a test sees it: text. Immutable.
 */
record Message(String text) {

    /** A request outside of a dialog, from a peer. */
    static Message request(String method, String uri, String transport, InetSocketAddress from) {
        String id = UUID.randomUUID().toString();
        return new Message(
                method + ' ' + uri + " SIP/2.0\r\nVia: SIP/2.0/" + transport + " 127.0.0.1:" + from.getPort() + ";branch=z9hG4bK" + id
                        + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:alice@example.com>;tag=a" + id
                        + "\r\nTo: <sip:bob@example.com>\r\nCall-ID: " + id
                        + "\r\nCSeq: 1 " + method + "\r\nContact: <sip:alice@127.0.0.1:" + from.getPort()
                        + (transport.equals("TCP") ? ";transport=tcp" : "")
                        + ">\r\nContent-Length: 0\r\n\r\n");
    }

    /** The response to this request, as the one who got it gives it. */
    Message response(int status, String toTag) {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + " Whatever\r\n");
        for (String line : lines()) {
            if (line.startsWith("To:") && !line.contains(";tag=")) {
                response.append(line).append(";tag=").append(toTag).append("\r\n");
            } else if (line.matches("(Via|From|To|Call-ID|CSeq|Record-Route):.*")) {
                response.append(line).append("\r\n");
            }
        }
        return new Message(response + "Content-Length: 0\r\n\r\n");
    }

    /** A request in the dialog that this INVITE has established, by its caller. */
    Message inDialog(String method, int sequence, Message ok, boolean routes) {
        String id = UUID.randomUUID().toString();
        StringBuilder request = new StringBuilder(
                method + ' ' + "sip:app@127.0.0.1:9 SIP/2.0\r\nVia: " + header("Via").replaceFirst("z9hG4bK[^;]*", "z9hG4bK" + id)
                        + "\r\n");
        if (routes) {
            for (String route : ok.headers("Record-Route")) {
                request.append("Route: ").append(route).append("\r\n");
            }
        }
        return new Message(request + "Max-Forwards: 70\r\nFrom: " + header("From") + "\r\nTo: " + ok.header("To") + "\r\nCall-ID: "
                + header("Call-ID") + "\r\nCSeq: "
                + sequence + ' ' + method + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** The CANCEL, or the ACK to a failure, of this INVITE: same branch, URI and Routes. */
    Message companion(String method, String to) {
        return new Message(this.text.replaceFirst("^INVITE", method).replace("CSeq: 1 INVITE", "CSeq: 1 " + method)
                .replaceFirst("To: [^\r]*", "To: " + to)
                .replaceFirst("Contact: [^\r]*\r\n", ""));
    }

    Message with(String header) {
        return new Message(this.text.replaceFirst("\r\n", "\r\n" + header.replace("$", "\\$") + "\r\n"));
    }

    Message without(String name) {
        return new Message(this.text.replaceAll("\r\n" + name + ":[^\r]*", ""));
    }

    Message replace(String old, String by) {
        return new Message(this.text.replace(old, by));
    }

    Message withBody(String body) {
        return new Message(this.text.replace("Content-Length: 0\r\n\r\n",
                "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    Message replaceFirst(String old, String by) {
        int at = this.text.indexOf(old);
        return new Message(this.text.substring(0, at) + by + this.text.substring(at + old.length()));
    }

    String startLine() {
        return lines().get(0);
    }

    int status() {
        return Integer.parseInt(startLine().split(" ")[1]);
    }

    String method() {
        return startLine().split(" ")[0];
    }

    List<String> lines() {
        return Arrays.asList(this.text.substring(0, this.text.indexOf("\r\n\r\n")).split("\r\n"));
    }

    /** The lines of a header, without its name. */
    List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith(name + ':')) {
                values.add(line.substring(name.length() + 1).strip());
            }
        }
        return values;
    }

    String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The branch of the first Via. */
    String branch() {
        return header("Via").replaceFirst(".*;branch=([^;,]*).*", "$1");
    }

    String body() {
        return this.text.substring(this.text.indexOf("\r\n\r\n") + 4);
    }
}
