/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A SIP request or response (RFC 3261 section 7): a start line, header fields in their order, and a body. Immutable. Names of header fields are
 * kept in their long form; comma-separated values of Via, Route, Record-Route and Contact are kept apart.
 */
public final class SipMessage {
    /** A header field with one value. */
    record Field(String name, String value) {
    }

    private static final String VERSION = "SIP/2.0";

    private final String startLine;
    private final List<Field> fields;
    private final String body;

    SipMessage(String startLine, List<Field> fields, String body) {
        this.startLine = startLine;
        this.fields = List.copyOf(fields);
        this.body = body;
    }

    /** Begins a request. */
    public static Builder request(String method, String uri) {
        return new Builder(method + ' ' + uri + ' ' + VERSION);
    }

    /**
     * Begins a response to a request: copies what RFC 3261 section 8.2.6 says, and Record-Route (section 12.1.1).
     *
     * @param toTag the tag for To if it has none; null to add none
     */
    public static Builder response(SipMessage request, int status, String reason, String toTag) {
        Builder builder = new Builder(VERSION + ' ' + status + ' ' + reason);
        for (Field field : request.fields) {
            switch (field.name()) {
                case "Via", "From", "Call-ID", "CSeq", "Record-Route" -> builder.fields.add(field);
                case "To" -> builder.add("To", toTag == null || request.toTag() != null ? field.value() : field.value() + ";tag=" + toTag);
                default -> {
                }
            }
        }
        return builder;
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return !this.startLine.startsWith(VERSION);
    }

    /** A request's method, or the method in a response's CSeq. */
    public String method() {
        return this.isRequest() ? this.startLine.substring(0, this.startLine.indexOf(' ')) : this.cseqMethod();
    }

    /** A request's URI. */
    public String requestUri() {
        return this.startLine.substring(this.startLine.indexOf(' ') + 1, this.startLine.lastIndexOf(' '));
    }

    /** A response's status code; 0 of a request. */
    public int status() {
        return this.isRequest() ? 0 : Integer.parseInt(this.startLine.substring(8, 11));
    }

    /** Whether it is a response from 200 to 299. */
    public boolean isSuccess() {
        return this.status() / 100 == 2;
    }

    /** The first value of a header field. */
    public Optional<String> find(String name) {
        return this.fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
    }

    /** The first value of a header field; null if there is none. */
    public String header(String name) {
        return this.find(name).orElse(null);
    }

    /** All values of a header field in their order. */
    public List<String> headers(String name) {
        return this.fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
    }

    /** The Call-ID. */
    public String callId() {
        return this.header("Call-ID");
    }

    /** The number in CSeq. */
    public long cseq() {
        String value = this.header("CSeq");
        return Long.parseLong(value.substring(0, value.indexOf(' ')));
    }

    /** The method in CSeq. */
    public String cseqMethod() {
        String value = this.header("CSeq");
        return value.substring(value.indexOf(' ') + 1).trim();
    }

    /** The tag in From; null if there is none. */
    public String fromTag() {
        return NameAddress.parse(this.header("From")).parameter("tag");
    }

    /** The tag in To; null if there is none. */
    public String toTag() {
        return NameAddress.parse(this.header("To")).parameter("tag");
    }

    /** The branch in the topmost Via; null if there is none. */
    public String branch() {
        return NameAddress.parameterOf(this.header("Via"), "branch");
    }

    /** The body; empty if there is none. */
    public String body() {
        return this.body;
    }

    /** A copy that can be changed. */
    public Builder toBuilder() {
        Builder builder = new Builder(this.startLine);
        builder.fields.addAll(this.fields);
        builder.body = this.body;
        return builder;
    }

    /** The message as it goes onto the wire, with its Content-Length. */
    public byte[] encode() {
        return this.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(this.startLine).append("\r\n");
        this.fields.forEach(field -> text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        text.append("Content-Length: ").append(this.body.getBytes(StandardCharsets.UTF_8).length).append("\r\n\r\n");
        return text.append(this.body).toString();
    }

    /** Puts a message together. */
    public static final class Builder {
        private final String startLine;
        private final List<Field> fields = new ArrayList<>();
        private String body = "";

        private Builder(String startLine) {
            this.startLine = startLine;
        }

        /** Adds a header field after the others. */
        public Builder add(String name, String value) {
            this.fields.add(new Field(name, Objects.requireNonNull(value, name)));
            return this;
        }

        /** Adds a header field before the others. */
        public Builder addFirst(String name, String value) {
            this.fields.add(0, new Field(name, Objects.requireNonNull(value, name)));
            return this;
        }

        /** Adds a header field once for each value. */
        public Builder addAll(String name, List<String> values) {
            values.forEach(value -> this.add(name, value));
            return this;
        }

        /** Replaces a header field. */
        public Builder set(String name, String value) {
            this.fields.removeIf(field -> field.name().equalsIgnoreCase(name));
            return this.add(name, value);
        }

        /** Gives it a body. */
        public Builder body(String contentType, String content) {
            this.body = content;
            return this.set("Content-Type", contentType);
        }

        /** The message. */
        public SipMessage build() {
            return new SipMessage(this.startLine, this.fields, this.body);
        }
    }
}
