/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipSession;

/** Attributes of a session as bytes: marshalled values, or references to sessions, which are resolved where they are read. */
final class SessionAttributeCodec implements Attributes.AttributeCodec {
    private static final byte VALUE = 0;
    private static final byte SIP_SESSION = 1;
    private static final byte APPLICATION_SESSION = 2;

    private final SipApplicationSessionImpl owner;

    SessionAttributeCodec(SipApplicationSessionImpl owner) {
        this.owner = owner;
    }

    /** Whether a value is replicated as a reference. */
    static boolean isReference(Object value) {
        return value instanceof SipSession || value instanceof SipApplicationSession;
    }

    @Override
    public byte[] marshal(Object value) throws IOException {
        if (value instanceof SipSession session) {
            return prefix(SIP_SESSION, session.getId().getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof SipApplicationSession session) {
            return prefix(APPLICATION_SESSION, session.getId().getBytes(StandardCharsets.UTF_8));
        }
        return prefix(VALUE, this.owner.application().marshaller().marshal(value));
    }

    @Override
    public Object unmarshal(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            throw new IOException("an attribute without a kind");
        }
        byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
        String id = new String(rest, StandardCharsets.UTF_8);
        return switch (bytes[0]) {
            case VALUE -> this.owner.application().marshaller().unmarshal(rest);
            case SIP_SESSION -> {
                SipApplicationSessionImpl session = this.find(SessionIds.applicationSession(id));
                yield session == null ? null : session.getSipSession(id);
            }
            case APPLICATION_SESSION -> this.find(id);
            default -> throw new IOException("an attribute of the unknown kind " + bytes[0]);
        };
    }

    /** Sessions by their id: to be looked at does not bring them here. */
    @Override
    public Object view(byte[] bytes) throws IOException {
        return bytes.length > 0 && bytes[0] != VALUE
                ? "session " + new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8)
                : this.unmarshal(bytes);
    }

    private SipApplicationSessionImpl find(String id) {
        return id == null || id.equals(this.owner.getId()) ? this.owner : this.owner.context.lookup().apply(id);
    }

    private static byte[] prefix(byte kind, byte[] bytes) {
        byte[] result = new byte[bytes.length + 1];
        result[0] = kind;
        System.arraycopy(bytes, 0, result, 1, bytes.length);
        return result;
    }
}
