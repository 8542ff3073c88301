/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.io.Serializable;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipTargetedRequestInfo;

/**
 * The standard's application router (JSR 289 section 15.3), which is also told who sends a request. The container asks this one; {@link
 * UserApplicationRouter} makes one of any router of the standard. Called by many threads at a time.
 */
public interface ApplicationRouter extends SipApplicationRouter {
    /**
     * Says where an initial request goes next. Does not block.
     *
     * @return the next application, or one without application name if the request shall leave; null is to be taken like the latter
     */
    SipApplicationRouterInfo getNextApplication(RoutingRequest request);

    @Override
    default SipApplicationRouterInfo getNextApplication(SipServletRequest initialRequest, SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive, SipTargetedRequestInfo targetedRequestInfo, Serializable stateInfo) {
        return this.getNextApplication(RoutingRequest.of(initialRequest, region, directive, targetedRequestInfo, stateInfo));
    }
}
