/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;

/**
 * The rules of a DAR file. A method has a chain of applications; {@code ALL} (an extension of RestComm) goes on where the method's own
 * chain ends, with the applications that are not in it.
 */
final class DarRules implements RoutingRules {
    private static final String ALL = "ALL";

    private final Map<String, List<DarRule>> chains = new HashMap<>();
    private final List<DarRule> all;

    /** @param chains by method or {@code ALL}; ordered */
    DarRules(Map<String, List<DarRule>> chains) {
        this.all = List.copyOf(chains.getOrDefault(ALL, List.of()));
        chains.forEach((method, rules) -> {
            List<DarRule> chain = new ArrayList<>(rules);
            this.all.stream().filter(
                    rule -> rules.stream().noneMatch(own -> rule.application() != null && rule.application().equals(own.application())))
                    .forEach(chain::add);
            this.chains.put(method, method.equals(ALL) ? this.all : List.copyOf(chain));
        });
    }

    @Override
    public SipApplicationRouterInfo next(RoutingRequest request, Set<String> deployed) {
        List<DarRule> chain = this.chains.getOrDefault(request.initialRequest().getMethod(), this.all);
        DarState state = state(request, chain);
        String target = RoutingRules.target(request, deployed);
        if (target != null) {
            return toTarget(target, request, chain, state);
        }
        for (int i = state.position() + 1; i < chain.size(); i++) {
            DarRule rule = chain.get(i);
            boolean known = rule.application() == null || deployed.contains(rule.application());
            if (known && state.visits(rule.region()) && rule.direction().admits(state.makerOrNull(), rule.application())
                    && (rule.pattern() == null || rule.pattern().matches(request.initialRequest()))) {
                return info(rule, request, state.at(i));
            }
        }
        return RoutingRules.leave(request);
    }

    private static DarState state(RoutingRequest request, List<DarRule> chain) {
        if (request.isNew()) {
            return DarState.begin(request.originatingApplication());
        }
        DarState state = DarState.of(request.stateInfo());
        if (state == null) {
            state = DarState.begin(null).at(position(request.originatingApplication(), chain));
        }
        boolean reverse = request.directive() == SipApplicationRoutingDirective.REVERSE && request.region() != null;
        return reverse ? state.reversed(request.region()) : state;
    }

    /** Where an application stands in a chain; -1 if it does not. */
    private static int position(String application, List<DarRule> chain) {
        for (int i = 0; i < chain.size(); i++) {
            if (application != null && application.equals(chain.get(i).application())) {
                return i;
            }
        }
        return -1;
    }

    /** A targeted application that has no rule is the last one that its request visits. */
    private static SipApplicationRouterInfo toTarget(String target, RoutingRequest request, List<DarRule> chain, DarState state) {
        int position = position(target, chain);
        return position >= 0
                ? info(chain.get(position), request, state.at(position))
                : new SipApplicationRouterInfo(target, SipApplicationRoutingRegion.NEUTRAL_REGION, null, null, SipRouteModifier.NO_ROUTE,
                        state.at(chain.size()).stateInfo());
    }

    private static SipApplicationRouterInfo info(DarRule rule, RoutingRequest request, DarState state) {
        String[] routes = rule.route() == null ? null : new String[]{rule.route()};
        return new SipApplicationRouterInfo(rule.application(), rule.region(), rule.subscriber().of(request.initialRequest()), routes,
                rule.modifier(),
                state.stateInfo());
    }
}
