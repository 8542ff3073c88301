/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import javax.servlet.sip.Address;
import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.ims.Path;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;

/** A SIP request (JSR 289 section 5). */
public final class SipServletRequestImpl extends ServletRequestSide {
    private static final int MAX_MAX_FORWARDS = 255;

    private final SIPRequest message;
    private final RoutingState routing = new RoutingState();
    private boolean initial;
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

    @Override
    public SIPRequest message() {
        return this.message;
    }

    /** What application routing knows of this request. */
    public RoutingState routing() {
        return this.routing;
    }

    /** @param initial whether it starts application routing (JSR 289 section 15.11); not so by default */
    public void setInitial(boolean initial) {
        this.initial = initial;
    }

    @Override
    public boolean isInitial() {
        return this.initial;
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
    public URI getRequestURI() {
        URI view = this.addresses().view(this.message.getRequestURI(), (part, name) -> this.checkChangeable());
        this.message.setRequestURI(this.addresses().unwrap(view));
        return view;
    }

    /** Takes a copy of the URI. */
    @Override
    public void setRequestURI(URI uri) {
        this.checkChangeable();
        this.message.setRequestURI(this.addresses().unwrap(uri.clone()));
    }

    @Override
    public int getMaxForwards() {
        return this.message.getMaxForwards() == null ? -1 : this.message.getMaxForwards().getMaxForwards();
    }

    @Override
    public void setMaxForwards(int hops) {
        if (hops < 0 || hops > MAX_MAX_FORWARDS) {
            throw new IllegalArgumentException("Not a value of Max-Forwards: " + hops);
        }
        this.setHeader(MaxForwards.NAME, Integer.toString(hops));
    }

    @Override
    public void pushRoute(SipURI uri) {
        this.pushRoute(this.addresses().createAddress(uri));
    }

    @Override
    public void pushRoute(Address address) {
        this.checkChangeable();
        if (this.message.getToTag() != null) {
            throw new IllegalStateException("The route of a request in a dialog is managed by the container");
        }
        if (address.getURI() == null || !address.getURI().isSipURI()) {
            throw new IllegalArgumentException("A route needs a SIP URI: " + address);
        }
        this.fields().add("Route", address.toString(), true);
    }

    @Override
    public void pushPath(Address address) {
        if (!this.getMethod().equals(Request.REGISTER)) {
            throw new IllegalStateException("Path belongs to REGISTER (RFC 3327), not to " + this.getMethod());
        }
        this.addAddressHeader(Path.NAME, address, true);
    }

    @Override
    public Address getPoppedRoute() {
        return this.routing.poppedRoute();
    }

    @Override
    public Address getInitialPoppedRoute() {
        return this.routing.initialPoppedRoute();
    }

    @Override
    public SipApplicationRoutingRegion getRegion() {
        return this.initialRouting().region();
    }

    @Override
    public URI getSubscriberURI() {
        return this.initialRouting().subscriberURI();
    }

    @Override
    public SipApplicationRoutingDirective getRoutingDirective() {
        return this.initialRouting().directive();
    }

    private RoutingState initialRouting() {
        if (!this.initial) {
            throw new IllegalStateException(this.getMethod() + " is not an initial request");
        }
        return this.routing;
    }

    @Override
    public void setRoutingDirective(SipApplicationRoutingDirective directive, SipServletRequest original) {
        Objects.requireNonNull(directive, "directive");
        this.checkChangeable();
        boolean continues = directive != SipApplicationRoutingDirective.NEW;
        boolean valid = !continues || original instanceof SipServletRequestImpl && original.isInitial();
        if (this.isInbound() || this.message.getToTag() != null || !valid) {
            throw new IllegalStateException(directive + " needs a new request in a new session, made from an initial request");
        }
        this.routing.setDirective(directive);
        this.routing.setOrigin(continues ? (SipServletRequestImpl) original : null);
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
        SIPResponse response = this.message.createResponse(status, reasonPhrase == null ? ReasonPhrases.of(status)
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
