/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import javax.servlet.sip.Address;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;

/**
 * What application routing (JSR 289 section 15) knows of an initial request. Mutable; used by the thread that works on the request's session.
 */
public final class RoutingState {
    private SipApplicationRoutingDirective directive = SipApplicationRoutingDirective.NEW;
    private SipApplicationRoutingRegion region;
    private URI subscriberURI;
    private Object stateInfo;
    private Address poppedRoute;
    private Address initialPoppedRoute;
    private SipServletRequestImpl origin;

    /** How the next application is chosen; never null. */
    public SipApplicationRoutingDirective directive() {
        return this.directive;
    }

    /** @param directive not null */
    public void setDirective(SipApplicationRoutingDirective directive) {
        this.directive = directive;
    }

    /** The region that the application is invoked in; null if the router gave none. */
    public SipApplicationRoutingRegion region() {
        return this.region;
    }

    /** @param region may be null */
    public void setRegion(SipApplicationRoutingRegion region) {
        this.region = region;
    }

    /** The subscriber whom the application serves; null if the router gave none. */
    public URI subscriberURI() {
        return this.subscriberURI;
    }

    /** @param subscriberURI may be null */
    public void setSubscriberURI(URI subscriberURI) {
        this.subscriberURI = subscriberURI;
    }

    /** What the router wants to see again at the next choice; null for nothing. */
    public Object stateInfo() {
        return this.stateInfo;
    }

    /** @param stateInfo may be null */
    public void setStateInfo(Object stateInfo) {
        this.stateInfo = stateInfo;
    }

    /** The Route that was taken from the request before this application was invoked; null if there was none. */
    public Address poppedRoute() {
        return this.poppedRoute;
    }

    /** @param poppedRoute may be null */
    public void setPoppedRoute(Address poppedRoute) {
        this.poppedRoute = poppedRoute;
    }

    /** The Route that was taken from the request when it reached the container; null if there was none. */
    public Address initialPoppedRoute() {
        return this.initialPoppedRoute;
    }

    /** @param initialPoppedRoute may be null */
    public void setInitialPoppedRoute(Address initialPoppedRoute) {
        this.initialPoppedRoute = initialPoppedRoute;
    }

    /** The request whose application selection this one continues or reverses; null with {@link SipApplicationRoutingDirective#NEW}. */
    public SipServletRequestImpl origin() {
        return this.origin;
    }

    /** @param origin may be null */
    public void setOrigin(SipServletRequestImpl origin) {
        this.origin = origin;
    }
}
