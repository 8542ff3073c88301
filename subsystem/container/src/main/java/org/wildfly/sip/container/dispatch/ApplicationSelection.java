/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.Serializable;
import java.util.function.Function;

import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.sip.message.Response;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.application.ApplicationImpl;
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
     * @param status how the request is answered if none does
     * @param routing what the router said, for the session
     */
    public record Choice(ApplicationImpl application, int status, SessionRouting routing) {
        static Choice none(int status) {
            return new Choice(null, status, SessionRouting.NONE);
        }
    }

    Choice choose(SipServletRequestImpl request) {
        SipApplicationRouterInfo info;
        try {
            info = this.router.getNextApplication(
                    new RoutingRequest(request, null, SipApplicationRoutingDirective.NEW, null, null, null));
        } catch (RuntimeException failure) {
            ContainerLogger.LOGGER.applicationRouterFailed(failure);
            return Choice.none(Response.SERVER_INTERNAL_ERROR);
        }
        if (info == null || info.getNextApplicationName() == null) {
            return Choice.none(Response.NOT_FOUND);
        }
        if (info.getRouteModifier() == SipRouteModifier.ROUTE || info.getRouteModifier() == SipRouteModifier.ROUTE_BACK) {
            ContainerLogger.LOGGER.applicationRouterFailed(
                    new UnsupportedOperationException("route modifier " + info.getRouteModifier() + " is not supported yet"));
            return Choice.none(Response.NOT_IMPLEMENTED);
        }
        ApplicationImpl application = this.applications.apply(info.getNextApplicationName());
        if (application == null) {
            return Choice.none(Response.SERVER_INTERNAL_ERROR);
        }
        return this.chosen(request, application, info);
    }

    private Choice chosen(SipServletRequestImpl request, ApplicationImpl application, SipApplicationRouterInfo info) {
        Serializable state = info.getStateInfo();
        request.routing().setRegion(info.getRoutingRegion());
        request.routing().setStateInfo(state);
        URI subscriber = null;
        if (info.getSubscriberURI() != null) {
            try {
                subscriber = application.sipFactory().createURI(info.getSubscriberURI());
                request.routing().setSubscriberURI(subscriber);
            } catch (javax.servlet.sip.ServletParseException malformed) {
                ContainerLogger.LOGGER.applicationRouterFailed(malformed);
            }
        }
        return new Choice(application, 0, new SessionRouting(info.getRoutingRegion(), subscriber == null ? null : subscriber.toString(),
                state == null ? null : state.toString()));
    }
}
