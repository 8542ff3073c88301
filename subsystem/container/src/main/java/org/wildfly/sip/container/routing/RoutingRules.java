/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.Set;

import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;

/** Which applications a request visits, and in which order. Immutable, used by many threads at a time. */
@FunctionalInterface
interface RoutingRules {
    /**
     * Says where a request goes next.
     *
     * @param deployed the names of the applications that are deployed, none of others is ever returned
     */
    SipApplicationRouterInfo next(RoutingRequest request, Set<String> deployed);

    /** What says that a request visits no further application and leaves. */
    static SipApplicationRouterInfo leave(RoutingRequest request) {
        SipApplicationRoutingRegion region = request.region() == null ? SipApplicationRoutingRegion.NEUTRAL_REGION : request.region();
        return new SipApplicationRouterInfo(null, region, null, null, SipRouteModifier.NO_ROUTE, request.stateInfo());
    }

    /** The deployed application that a request is meant for by session targeting (JSR 289 section 15.11); null if it is meant for none. */
    static String target(RoutingRequest request, Set<String> deployed) {
        String name = request.targetedRequestInfo() == null ? null : request.targetedRequestInfo().getApplicationName();
        return name != null && deployed.contains(name) ? name : null;
    }
}
