/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipSession;
import javax.sip.Transaction;

import gov.nist.javax.sip.header.Expires;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPMessage;

/**
 * What requests and responses have in common. A message is a view of the stack's message and belongs to a session, through its
 * {@link MessageOwner}. Not safe for use by several threads; it is used by the one thread at a time that works on its application session.
 */
public abstract class SipServletMessageImpl extends MessageOrigin {
    private final SIPMessage message;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private MessageOwner owner;
    private Transaction transaction;
    private boolean sent;

    SipServletMessageImpl(SIPMessage message, Direction direction) {
        super(message, direction);
        this.message = message;
    }

    /** The stack's message that this is a view of. */
    public SIPMessage message() {
        return this.message;
    }

    /** The session's side of this message; null while it is not known yet which session it belongs to. */
    public final MessageOwner owner() {
        return this.owner;
    }

    /** @param owner the session that it belongs to from now on */
    public final void setOwner(MessageOwner owner) {
        this.owner = owner;
    }

    final MessageOwner requireOwner() {
        if (this.owner == null) {
            throw new IllegalStateException("The message does not belong to a session yet");
        }
        return this.owner;
    }

    /** The stack's transaction of this message, server or client; null if it has none (yet), as an ACK to a 2xx. */
    public final Transaction transaction() {
        return this.transaction;
    }

    /** @param transaction may be null */
    public final void setTransaction(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Whether {@link #send()} was called, and did not fail, on this outbound message. */
    public final boolean isSent() {
        return this.sent;
    }

    /** Tells that an outbound message is known to have been sent, as when it was restored from the store. */
    public final void markSent() {
        this.sent = true;
    }

    /** Sends by something that may fail; the message is committed meanwhile. */
    final void sendBy(Sending sending) throws IOException {
        if (this.getHeaderForm() == HeaderForm.COMPACT) {
            CompactForm.apply(this.message);
        }
        this.sent = true;
        boolean success = false;
        try {
            sending.send();
            success = true;
        } finally {
            this.sent = success;
        }
    }

    /** Sends a message. */
    @FunctionalInterface
    interface Sending {
        void send() throws IOException;
    }

    @Override
    public final SipSession getSession() {
        return this.requireOwner().session();
    }

    @Override
    public final SipSession getSession(boolean create) {
        return this.owner == null && !create ? null : this.getSession();
    }

    @Override
    public final SipApplicationSession getApplicationSession() {
        return this.requireOwner().applicationSession();
    }

    @Override
    public final SipApplicationSession getApplicationSession(boolean create) {
        return this.owner == null && !create ? null : this.getApplicationSession();
    }

    @Override
    public final String getProtocol() {
        return "SIP/2.0";
    }

    @Override
    public final String getCallId() {
        return this.message.getCallId().getCallId();
    }

    @Override
    public final Address getFrom() {
        return this.party(From.NAME);
    }

    @Override
    public final Address getTo() {
        return this.party(To.NAME);
    }

    @Override
    public final int getExpires() {
        return this.message.getExpires() == null ? -1 : this.message.getExpires().getExpires();
    }

    /** @param seconds negative to remove the header field */
    @Override
    public final void setExpires(int seconds) {
        if (seconds < 0) {
            this.removeHeader(Expires.NAME);
        } else {
            this.setHeader(Expires.NAME, Integer.toString(seconds));
        }
    }

    @Override
    public final Object getAttribute(String name) {
        return this.attributes.get(Objects.requireNonNull(name, "name"));
    }

    @Override
    public final Enumeration<String> getAttributeNames() {
        return Collections.enumeration(List.copyOf(this.attributes.keySet()));
    }

    @Override
    public final void setAttribute(String name, Object value) {
        this.attributes.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    }

    @Override
    public final void removeAttribute(String name) {
        this.attributes.remove(Objects.requireNonNull(name, "name"));
    }

    @Override
    public String toString() {
        return this.message.getFirstLine().trim() + ", " + this.getCallId();
    }
}
