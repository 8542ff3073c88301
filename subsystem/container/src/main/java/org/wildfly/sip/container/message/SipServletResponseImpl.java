/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import javax.servlet.sip.Proxy;
import javax.servlet.sip.ProxyBranch;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TooManyHopsException;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.AuthenticationHeader;
import gov.nist.javax.sip.header.ProxyAuthenticate;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.WWWAuthenticate;
import gov.nist.javax.sip.message.SIPResponse;

/** A SIP response (JSR 289 section 5). */
public final class SipServletResponseImpl extends ServletResponseSide {
    private final SIPResponse message;
    private final SipServletRequestImpl request;
    private final boolean additional;
    private boolean acknowledged;

    /**
     * @param message the stack's response, of which this is a view
     * @param request the request that it answers
     * @param direction whether it was received
     */
    public SipServletResponseImpl(SIPResponse message, SipServletRequestImpl request, Direction direction) {
        this(message, request, direction, false);
    }

    SipServletResponseImpl(SIPResponse message, SipServletRequestImpl request, Direction direction, boolean additional) {
        super(message, direction);
        this.message = message;
        this.request = request;
        this.additional = additional;
    }

    @Override
    public SIPResponse message() {
        return this.message;
    }

    @Override
    public SipServletRequestImpl getRequest() {
        return this.request;
    }

    /** Whether it was made by {@link SipServletRequestImpl#createAdditionalResponse(int, String)}. */
    public boolean isAdditional() {
        return this.additional;
    }

    /** Whether the ACK to this 2xx was made. */
    public boolean isAcknowledged() {
        return this.acknowledged;
    }

    @Override
    public String getMethod() {
        return this.message.getCSeq().getMethod();
    }

    @Override
    public int getStatus() {
        return this.message.getStatusCode();
    }

    @Override
    public void setStatus(int status) {
        this.setStatus(status, null);
    }

    /** @param reasonPhrase null for the usual one */
    @Override
    public void setStatus(int status, String reasonPhrase) {
        this.checkChangeable();
        ReasonPhrases.set(this.message, status, reasonPhrase);
        if (!this.isInbound()) {
            this.requireOwner().prepare(this);
        }
    }

    @Override
    public String getReasonPhrase() {
        return this.message.getReasonPhrase();
    }

    private boolean isSuccessOfInvite() {
        return this.getMethod().equals(Request.INVITE) && this.getStatus() / 100 == 2;
    }

    /** An outbound response by being sent, an inbound one at once, but a 2xx to an INVITE when its ACK is made. */
    @Override
    public boolean isCommitted() {
        return this.isInbound() ? !this.isSuccessOfInvite() || this.acknowledged : this.isSent();
    }

    @Override
    boolean arePartiesChangeable() {
        return false;
    }

    @Override
    public void send() throws IOException {
        this.checkSendable();
        if (this.getStatus() >= 200) {
            SipServletResponseImpl before = this.request.finalResponse();
            this.request.setFinalResponse(this);
            boolean success = false;
            try {
                this.sendBy(() -> this.requireOwner().send(this));
                success = true;
            } finally {
                if (!success) {
                    this.request.setFinalResponse(before);
                }
            }
        } else {
            this.sendBy(() -> this.requireOwner().send(this));
        }
    }

    private void checkSendable() {
        if (this.isInbound()) {
            throw new IllegalStateException("A received response cannot be sent");
        }
        this.checkChangeable();
        if (this.request.isCommitted() && !this.additional) {
            throw new IllegalStateException(this.getMethod() + " has a final response already");
        }
    }

    @Override
    public void sendReliably() throws Rel100Exception {
        this.checkSendable();
        if (this.getStatus() <= 100 || this.getStatus() >= 200) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (!this.getMethod().equals(Request.INVITE)) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (!this.request.hasOption("Supported", "100rel") && !this.request.hasOption("Require", "100rel")) {
            throw new Rel100Exception(Rel100Exception.NO_REQ_SUPPORT);
        }
        this.requireOwner().sendReliably(this);
        this.markSent();
    }

    @Override
    public SipServletRequest createAck() {
        if (!this.isInbound() || !this.isSuccessOfInvite() || this.acknowledged) {
            throw new IllegalStateException("Only a received 2xx to an INVITE has an ACK, and only one");
        }
        SipServletRequest ack = this.requireOwner().createAck(this);
        this.acknowledged = true;
        return ack;
    }

    @Override
    public SipServletRequest createPrack() throws Rel100Exception {
        if (!this.isInbound()) {
            throw new IllegalStateException("Only a received response has a PRACK");
        }
        if (!this.getMethod().equals(Request.INVITE)) {
            throw new Rel100Exception(Rel100Exception.NOT_INVITE);
        }
        if (this.getStatus() <= 100 || this.getStatus() >= 200) {
            throw new Rel100Exception(Rel100Exception.NOT_1XX);
        }
        if (!this.hasOption("Require", "100rel")) {
            throw new Rel100Exception(Rel100Exception.NOT_100rel);
        }
        return this.requireOwner().createPrack(this);
    }

    @Override
    public Iterator<String> getChallengeRealms() {
        List<String> realms = new ArrayList<>();
        for (String name : List.of(WWWAuthenticate.NAME, ProxyAuthenticate.NAME)) {
            for (SIPHeader header : this.fields().find(name)) {
                realms.add(((AuthenticationHeader) header).getRealm());
            }
        }
        return realms.iterator();
    }

    @Override
    public Proxy getProxy() {
        try {
            return this.requireOwner().proxy(this.request, false);
        } catch (TooManyHopsException e) {
            throw new IllegalStateException("No proxy is to be made", e);
        }
    }

    /** Null: there are no proxies yet. */
    @Override
    public ProxyBranch getProxyBranch() {
        return null;
    }

    /** False: there are no proxies yet. */
    @Override
    public boolean isBranchResponse() {
        return false;
    }
}
