/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.io.Serializable;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipTargetedRequestInfo;

/**
 * What an application router is asked: where an initial request goes next (JSR 289 section 15.4.1). Beyond what the standard's router is
 * told it says which application sends the request.
 *
 * @param initialRequest the request
 * @param region the region that the request is in; null for a new one
 * @param directive {@code NEW} for a request from the network or one that an application made on its own, {@code CONTINUE} for one that an
 *        application proxied or sent on, {@code REVERSE} for one that goes the other way
 * @param targetedRequestInfo the session that the request is meant for; null if it is meant for none
 * @param stateInfo what the router returned when it was asked about this request before; null if it was not
 * @param originatingApplication the name of the application that sends the request; null if it comes from the network
 */
public record RoutingRequest(SipServletRequest initialRequest, SipApplicationRoutingRegion region, SipApplicationRoutingDirective directive,
        SipTargetedRequestInfo targetedRequestInfo, Serializable stateInfo, String originatingApplication) {

    /** A request as the standard's router is told of it: an application sends it if it is already in an application session. */
    static RoutingRequest of(SipServletRequest initialRequest, SipApplicationRoutingRegion region, SipApplicationRoutingDirective directive,
            SipTargetedRequestInfo targetedRequestInfo, Serializable stateInfo) {
        SipApplicationSession session = initialRequest.getApplicationSession(false);
        return new RoutingRequest(initialRequest, region, directive, targetedRequestInfo, stateInfo,
                session == null ? null : session.getApplicationName());
    }

    /** Whether an application sends the request, and not the network. */
    public boolean originatedByApplication() {
        return this.originatingApplication != null;
    }

    boolean isNew() {
        return this.directive == SipApplicationRoutingDirective.NEW;
    }
}
