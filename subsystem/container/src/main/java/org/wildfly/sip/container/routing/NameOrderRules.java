/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.Set;

import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;

/**
 * The rule that needs no file: a request from the network visits every application once, in the order of their names; one that an
 * application makes on its own leaves. The state is the name of the application visited last, so that it keeps its meaning when others
 * come and go, and on other nodes.
 */
final class NameOrderRules implements RoutingRules {
    @Override
    public SipApplicationRouterInfo next(RoutingRequest request, Set<String> deployed) {
        String target = RoutingRules.target(request, deployed);
        if (target != null) {
            return visit(target);
        }
        if (request.isNew()) {
            return request.originatedByApplication() ? RoutingRules.leave(request) : this.after("", request, deployed);
        }
        // without state the sender itself tells how far the request has come, so that it never begins again
        String last = request.stateInfo() instanceof String name ? name : request.originatingApplication();
        return this.after(last == null ? "" : last, request, deployed);
    }

    private SipApplicationRouterInfo after(String last, RoutingRequest request, Set<String> deployed) {
        return deployed.stream().filter(name -> name.compareTo(last) > 0).sorted().findFirst().map(NameOrderRules::visit)
                .orElseGet(() -> RoutingRules.leave(request));
    }

    private static SipApplicationRouterInfo visit(String name) {
        return new SipApplicationRouterInfo(name, SipApplicationRoutingRegion.NEUTRAL_REGION, null, null, SipRouteModifier.NO_ROUTE, name);
    }
}
