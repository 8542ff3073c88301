/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.IOException;
import java.util.List;

import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.TooManyHopsException;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;

/** A SIP request (JSR 289 section 5). */
public final class SipServletRequestImpl extends RoutableRequest {
    private final SIPRequest message;
    private SipServletResponseImpl finalResponse;
    private SipServletRequestImpl linkedRequest;
    private From receivedFrom;
    private To receivedTo;

    /**
     * @param message the stack's request, of which this is a view
     * @param direction whether it was received
     */
    public SipServletRequestImpl(SIPRequest message, Direction direction) {
        super(message, direction);
        this.message = message;
    }

    /** The final response that was sent or received last; null if there was none. */
    public SipServletResponseImpl finalResponse() {
        return this.finalResponse;
    }

    /** @param finalResponse the final response that was received; one that an application sends is noted by itself */
    public void setFinalResponse(SipServletResponseImpl finalResponse) {
        this.finalResponse = finalResponse;
    }

    /** The request of the other leg of a B2BUA; null if there is none. */
    public SipServletRequestImpl linkedRequest() {
        return this.linkedRequest;
    }

    /** @param linkedRequest may be null */
    public void setLinkedRequest(SipServletRequestImpl linkedRequest) {
        this.linkedRequest = linkedRequest;
    }

    @Override
    public String getMethod() {
        return this.message.getMethod();
    }

    /** An inbound request by its final response, an outbound one by being sent. */
    @Override
    public boolean isCommitted() {
        return this.isInbound() ? this.finalResponse != null : this.isSent();
    }

    @Override
    boolean arePartiesChangeable() {
        return true;
    }

    /** Responses must have the From and To of the request as it was received (RFC 3261 section 8.2.6.2). */
    @Override
    void beforePartyChange() {
        if (this.isInbound() && this.receivedFrom == null) {
            this.receivedFrom = (From) this.message.getFrom().clone();
            this.receivedTo = (To) this.message.getTo().clone();
        }
    }

    @Override
    public SipServletResponse createResponse(int status) {
        return this.createResponse(status, null);
    }

    @Override
    public SipServletResponse createResponse(int status, String reasonPhrase) {
        if (!this.isInbound() || this.isCommitted() || List.of(Request.ACK, Request.CANCEL).contains(this.getMethod())) {
            throw new IllegalStateException("No response can be made for this " + this.getMethod());
        }
        return this.respond(status, reasonPhrase, false);
    }

    /**
     * Makes a response although there is a final one already: for more 2xx of a B2BUA whose other leg was forked (JSR 289 section 12.7).
     *
     * @param reasonPhrase null for the usual one
     */
    public SipServletResponseImpl createAdditionalResponse(int status, String reasonPhrase) {
        return this.respond(status, reasonPhrase, true);
    }

    private SipServletResponseImpl respond(int status, String reasonPhrase, boolean additional) {
        ReasonPhrases.checkStatus(status);
        SIPResponse response = this.message.createResponse(status, reasonPhrase == null
                ? ReasonPhrases.of(status)
                : ReasonPhrases.check(reasonPhrase));
        if (this.receivedFrom != null) {
            response.setFrom((From) this.receivedFrom.clone());
            response.setTo((To) this.receivedTo.clone());
        }
        SipServletResponseImpl result = new SipServletResponseImpl(response, this, Direction.OUTBOUND, additional);
        result.setOwner(this.requireOwner());
        result.setTransaction(this.transaction());
        this.requireOwner().prepare(result);
        return result;
    }

    @Override
    public SipServletRequest createCancel() {
        if (this.isInbound() || !this.isSent() || !this.getMethod().equals(Request.INVITE) || this.finalResponse != null) {
            throw new IllegalStateException("Only an INVITE that was sent and has no final response can be cancelled");
        }
        return this.requireOwner().createCancel(this);
    }

    @Override
    public void send() throws IOException {
        if (this.isInbound()) {
            throw new IllegalStateException("A received request cannot be sent");
        }
        this.checkChangeable();
        this.sendBy(() -> this.requireOwner().send(this));
    }

    @Override
    public B2buaHelper getB2buaHelper() {
        return this.requireOwner().b2buaHelper(this);
    }

    @Override
    public Proxy getProxy() throws TooManyHopsException {
        return this.getProxy(true);
    }

    @Override
    public Proxy getProxy(boolean create) throws TooManyHopsException {
        return this.requireOwner().proxy(this, create);
    }

    @Override
    public void addAuthHeader(SipServletResponse challengeResponse, AuthInfo authInfo) {
        this.requireOwner().addAuthentication(this, challengeResponse, authInfo);
    }

    @Override
    public void addAuthHeader(SipServletResponse challengeResponse, String username, String password) {
        AuthInfo authInfo = this.addresses().createAuthInfo();
        challengeResponse.getChallengeRealms()
                .forEachRemaining(realm -> authInfo.addAuthInfo(challengeResponse.getStatus(), realm, username, password));
        this.addAuthHeader(challengeResponse, authInfo);
    }
}
