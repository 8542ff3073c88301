/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.io.Serializable;

import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import javax.servlet.sip.ar.SipTargetedRequestType;

import org.wildfly.sip.container.metadata.StubRequest;

/** A request on its way through applications, as the container leads it. */
final class Route {
    private final ApplicationRouter router;
    private final StubRequest request;
    private SipApplicationRouterInfo info;

    Route(ApplicationRouter router, StubRequest request) {
        this.router = router;
        this.request = request;
    }

    static Route of(ApplicationRouter router, String method) {
        return new Route(router, StubRequest.request(method));
    }

    /** The request comes from the network. */
    String arrives() {
        return this.ask(SipApplicationRoutingDirective.NEW, null, null);
    }

    /** An application makes the request. */
    String isMadeBy(String application) {
        return this.ask(SipApplicationRoutingDirective.NEW, null, application);
    }

    /** The request comes from the network and is meant for a session of an application. */
    String arrivesFor(String application) {
        return this.ask(SipApplicationRoutingDirective.NEW, new SipTargetedRequestInfo(SipTargetedRequestType.ENCODED_URI, application),
                null);
    }

    /** The application that has the request sends it on. */
    String goesOn() {
        return this.ask(SipApplicationRoutingDirective.CONTINUE, null, this.info.getNextApplicationName());
    }

    /** The application that has the request sends it the other way. */
    String turns() {
        return this.ask(SipApplicationRoutingDirective.REVERSE, null, this.info.getNextApplicationName());
    }

    SipApplicationRouterInfo info() {
        return this.info;
    }

    private String ask(SipApplicationRoutingDirective directive, SipTargetedRequestInfo target, String application) {
        SipApplicationRoutingRegion region = this.info == null ? null : this.info.getRoutingRegion();
        Serializable state = this.info == null ? null : this.info.getStateInfo();
        this.info = this.router.getNextApplication(new RoutingRequest(this.request.build(), region, directive, target, state, application));
        return this.info.getNextApplicationName();
    }
}
