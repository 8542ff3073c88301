/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.sip.message.Response;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.application.ApplicationImpl;
import org.wildfly.sip.container.message.RoutingState;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.routing.ApplicationRouter;
import org.wildfly.sip.container.routing.RoutingRequest;
import org.wildfly.sip.container.session.SessionRouting;

/** Asks the application router for the application of an initial request, and judges its answer (JSR 289 section 15.4). */
public final class ApplicationSelection {
    private final ApplicationRouter router;
    private final Function<String, ApplicationImpl> applications;

    /** @param applications finds a running application by its name; null if there is none */
    public ApplicationSelection(ApplicationRouter router, Function<String, ApplicationImpl> applications) {
        this.router = router;
        this.applications = applications;
    }

    /**
     * Who gets a request.
     *
     * @param application the application; null if none does
     * @param servlet the name of the application's servlet; null if no application gets the request
     * @param status how the request is answered if none does
     * @param routing what the router said, for the session
     * @param subscriber whom it is for; null if the router did not say
     * @param stateInfo what the router wants to see again; null for nothing
     */
    public record Choice(ApplicationImpl application, String servlet, int status, SessionRouting routing, URI subscriber,
            Serializable stateInfo) {
        static Choice none(int status) {
            return new Choice(null, null, status, SessionRouting.NONE, null, null);
        }

        /** Whether the request visits no application of this node. */
        boolean leaves() {
            return this.status == Response.NOT_FOUND;
        }

        /** Tells a request that is given to the application what the router said. */
        void applyTo(RoutingState state) {
            state.setRegion(this.routing.region());
            state.setStateInfo(this.stateInfo);
            state.setSubscriberURI(this.subscriber);
        }
    }

    /** Chooses for a request of the network. */
    Choice choose(SipServletRequestImpl request) {
        return this.choose(request, new RoutingRequest(request, null, SipApplicationRoutingDirective.NEW, null, null, null));
    }

    /** Chooses for a request that an application is about to send. @param state where its routing stands */
    Choice chooseNext(SipServletRequestImpl request, RoutingState state, String sender) {
        RoutingState origin = state.origin() == null ? null : state.origin().routing();
        return this.choose(request, new RoutingRequest(request, origin == null ? null : origin.region(), state.directive(), null,
                origin == null ? null : (Serializable) origin.stateInfo(), sender));
    }

    /** An application whose servlet mappings match none of a request has nothing to do with it: the router is asked for the next one. */
    private Choice choose(SipServletRequestImpl request, RoutingRequest asked) {
        Set<String> passed = new HashSet<>();
        RoutingRequest question = asked;
        while (true) {
            SipApplicationRouterInfo info;
            try {
                info = this.router.getNextApplication(question);
            } catch (RuntimeException failure) {
                ContainerLogger.LOGGER.applicationRouterFailed(failure);
                return Choice.none(Response.SERVER_INTERNAL_ERROR);
            }
            Choice choice = this.judge(request, info);
            if (choice.application() == null || choice.servlet() != null) {
                return choice;
            }
            if (!passed.add(choice.application().name())) {
                return Choice.none(Response.NOT_FOUND);
            }
            question = new RoutingRequest(request, info.getRoutingRegion(), SipApplicationRoutingDirective.CONTINUE, null,
                    info.getStateInfo(), choice.application().name());
        }
    }

    private Choice judge(SipServletRequestImpl request, SipApplicationRouterInfo info) {
        if (info != null && (info.getRouteModifier() == SipRouteModifier.ROUTE || info.getRouteModifier() == SipRouteModifier.ROUTE_BACK)) {
            ContainerLogger.LOGGER.applicationRouterFailed(
                    new UnsupportedOperationException("route modifier " + info.getRouteModifier() + " is not supported yet"));
            return Choice.none(Response.NOT_IMPLEMENTED);
        }
        if (info == null || info.getNextApplicationName() == null) {
            return Choice.none(Response.NOT_FOUND);
        }
        ApplicationImpl application = this.applications.apply(info.getNextApplicationName());
        if (application == null) {
            ContainerLogger.LOGGER.applicationRouterFailed(
                    new IllegalStateException("application " + info.getNextApplicationName() + " does not run here"));
            return Choice.none(Response.SERVER_INTERNAL_ERROR);
        }
        return chosen(request, application, info);
    }

    private static Choice chosen(SipServletRequestImpl request, ApplicationImpl application, SipApplicationRouterInfo info) {
        Serializable state = info.getStateInfo();
        URI subscriber = null;
        if (info.getSubscriberURI() != null) {
            try {
                subscriber = application.sipFactory().createURI(info.getSubscriberURI());
            } catch (javax.servlet.sip.ServletParseException malformed) {
                ContainerLogger.LOGGER.applicationRouterFailed(malformed);
            }
        }
        SessionRouting routing = new SessionRouting(info.getRoutingRegion(), subscriber == null ? null : subscriber.toString(),
                state == null ? null : state.toString());
        return new Choice(application, application.select(request), 0, routing, subscriber, state);
    }
}
