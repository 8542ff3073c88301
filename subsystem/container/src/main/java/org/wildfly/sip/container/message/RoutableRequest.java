/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.Objects;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.ims.Path;
import gov.nist.javax.sip.message.SIPRequest;

/** Where a request goes: Request-URI, routes, and the state of application routing. */
abstract class RoutableRequest extends ServletRequestSide {
    private static final int MAX_MAX_FORWARDS = 255;

    private final SIPRequest message;
    private final RoutingState routing = new RoutingState();
    private boolean initial;

    RoutableRequest(SIPRequest message, Direction direction) {
        super(message, direction);
        this.message = message;
    }

    @Override
    public final SIPRequest message() {
        return this.message;
    }

    /** What application routing knows of this request. */
    public final RoutingState routing() {
        return this.routing;
    }

    /** @param initial whether it starts application routing (JSR 289 section 15.11); not so by default */
    public final void setInitial(boolean initial) {
        this.initial = initial;
    }

    @Override
    public final boolean isInitial() {
        return this.initial;
    }

    @Override
    public final URI getRequestURI() {
        URI view = this.addresses().view(this.message.getRequestURI(), (part, name) -> this.checkChangeable());
        this.message.setRequestURI(this.addresses().unwrap(view));
        return view;
    }

    /** Takes a copy of the URI. */
    @Override
    public final void setRequestURI(URI uri) {
        this.checkChangeable();
        this.message.setRequestURI(this.addresses().unwrap(uri.clone()));
    }

    @Override
    public final int getMaxForwards() {
        return this.message.getMaxForwards() == null ? -1 : this.message.getMaxForwards().getMaxForwards();
    }

    @Override
    public final void setMaxForwards(int hops) {
        if (hops < 0 || hops > MAX_MAX_FORWARDS) {
            throw new IllegalArgumentException("Not a value of Max-Forwards: " + hops);
        }
        this.setHeader(MaxForwards.NAME, Integer.toString(hops));
    }

    @Override
    public final void pushRoute(SipURI uri) {
        this.pushRoute(this.addresses().createAddress(uri));
    }

    @Override
    public final void pushRoute(Address address) {
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
    public final void pushPath(Address address) {
        if (!this.getMethod().equals(Request.REGISTER)) {
            throw new IllegalStateException("Path belongs to REGISTER (RFC 3327), not to " + this.getMethod());
        }
        this.addAddressHeader(Path.NAME, address, true);
    }

    @Override
    public final Address getPoppedRoute() {
        return this.routing.poppedRoute();
    }

    @Override
    public final Address getInitialPoppedRoute() {
        return this.routing.initialPoppedRoute();
    }

    @Override
    public final SipApplicationRoutingRegion getRegion() {
        return this.initialRouting().region();
    }

    @Override
    public final URI getSubscriberURI() {
        return this.initialRouting().subscriberURI();
    }

    @Override
    public final SipApplicationRoutingDirective getRoutingDirective() {
        return this.initialRouting().directive();
    }

    private RoutingState initialRouting() {
        if (!this.initial) {
            throw new IllegalStateException(this.getMethod() + " is not an initial request");
        }
        return this.routing;
    }

    @Override
    public final void setRoutingDirective(SipApplicationRoutingDirective directive, SipServletRequest original) {
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
}
