/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import javax.sip.RequestEvent;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.header.RouteHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.ContainerStatisticsCounters;
import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.application.ApplicationImpl;
import org.wildfly.sip.container.message.Direction;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.session.Dialog;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.container.session.SipSessionImpl;
import org.wildfly.sip.container.transport.Outbound;
import org.wildfly.sip.ha.work.SessionQueue;

/** Requests out of a dialog: the application router chooses who gets them (JSR 289 section 15). */
public final class InitialRequests {
    /** How long whoever is refused should stay away; a balancer has another node for it at once. */
    private static final int RETRY_AFTER_SECONDS = 5;

    private final AddressFactory addresses = new AddressFactory();
    private final ApplicationSelection selection;
    private final SessionManager sessions;
    private final KeyedSessions keyed;
    private final Replies replies;
    private final Outbound outbound;
    private final BooleanSupplier refusing;
    private final ContainerStatisticsCounters counters;

    /** @param refusing whether the node takes nothing new */
    public InitialRequests(ApplicationSelection selection, SessionManager sessions, Replies replies, Outbound outbound,
            BooleanSupplier refusing,
            ContainerStatisticsCounters counters) {
        this.selection = selection;
        this.sessions = sessions;
        this.keyed = new KeyedSessions(sessions);
        this.replies = replies;
        this.outbound = outbound;
        this.refusing = refusing;
        this.counters = counters;
    }

    void receive(RequestEvent event, SIPRequest message) {
        if (message.getMethod().equals(Request.ACK) || this.isRepeated(event, message)) {
            return;
        }
        if (this.refusing.getAsBoolean()) {
            this.refuse(event);
        } else if (message.getMaxForwards() != null && message.getMaxForwards().getMaxForwards() == 0
                && !message.getMethod().equals(Request.OPTIONS)) {
            this.replies.reply(event, Response.TOO_MANY_HOPS);
        } else if (!(message.getRequestURI() instanceof SipURI) && !(message.getRequestURI() instanceof TelURL)) {
            this.replies.reply(event, Response.UNSUPPORTED_URI_SCHEME);
        } else {
            this.route(event, message);
        }
    }

    private void refuse(RequestEvent event) {
        this.counters.requestsRefused.increment();
        this.replies.reply(event, Response.SERVICE_UNAVAILABLE, RETRY_AFTER_SECONDS);
    }

    /**
     * An INVITE whose transaction is over has come again: while its 2xx is not acknowledged that is sent again, later it is refused like one that
     * has come on two ways (RFC 3261 section 8.2.2.2).
     */
    private boolean isRepeated(RequestEvent event, SIPRequest message) {
        if (event.getServerTransaction() != null || !message.getMethod().equals(Request.INVITE)) {
            return false;
        }
        SipSessionImpl session = this.sessions.context().registry().findServer(message.getCallId().getCallId());
        if (session == null || message.getFromTag() == null || !message.getFromTag().equals(session.dialog().remoteTag())
                || message.getCSeq().getSeqNumber() > session.dialog().remoteSequence()) {
            return false;
        }
        if (!session.answerAgain(message.getCSeq().getSeqNumber())) {
            this.replies.reply(event, Response.LOOP_DETECTED);
        }
        return true;
    }

    private void route(RequestEvent event, SIPRequest message) {
        SipServletRequestImpl request = new SipServletRequestImpl(message, Direction.INBOUND);
        request.setInitial(true);
        this.popRoutes(request, message);
        ApplicationSelection.Choice choice = this.selection.choose(request);
        if (choice.application() == null) {
            this.replies.reply(event, choice.status());
            return;
        }
        ApplicationImpl application = choice.application();
        if (application.sessionDrain().isRefusing()) {
            this.refuse(event);
            return;
        }
        String servlet = choice.servlet();
        ServerTransaction transaction = this.replies.transaction(event);
        if (transaction == null) {
            return;
        }
        request.setTransaction(transaction);
        transaction.setApplicationData(request);
        String key = application.applicationKey(request);
        if (key == null) {
            this.begin(this.sessions.create(application, SessionQueue.current()), servlet, request, choice);
        } else {
            this.keyed.enter(application, key, session -> this.begin(session, servlet, request, choice), () -> this.refuse(event));
        }
    }

    private void begin(SipApplicationSessionImpl parent, String servlet, SipServletRequestImpl request,
            ApplicationSelection.Choice choice) {
        SipSessionImpl session = parent.newSession(servlet);
        request.setOwner(session.messages());
        session.routed(choice.routing());
        session.open(Dialog.ofServer(request.message(), session.getId()));
        session.messages().receive(request);
        boolean served = parent.application().service(servlet, request, null);
        if (!served && !request.isCommitted() && session.isValid()) {
            try {
                request.createResponse(Response.SERVER_INTERNAL_ERROR).send();
            } catch (IOException | IllegalStateException failure) {
                ContainerLogger.LOGGER.notSent(session.getCallId(), failure.getMessage());
            }
        }
    }

    private void popRoutes(SipServletRequestImpl request, SIPRequest message) {
        RouteList routes = message.getRouteHeaders();
        while (routes != null && !routes.isEmpty() && routes.getFirst() instanceof RouteHeader route
                && route.getAddress().getURI() instanceof SipURI uri && this.outbound.isLocal(uri)) {
            routes.removeFirst();
            try {
                javax.servlet.sip.Address popped = this.addresses.createAddress(route.getAddress().toString());
                request.routing().setPoppedRoute(popped);
                request.routing().setInitialPoppedRoute(popped);
            } catch (javax.servlet.sip.ServletParseException unreadable) {
                ContainerLogger.LOGGER.debugf(unreadable, "Route %s", route);
            }
        }
        if (routes != null && routes.isEmpty()) {
            message.removeHeader(RouteHeader.NAME);
        }
    }
}
