/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sip.message.Request;

import org.wildfly.sip.container.message.SipServletRequestImpl;

/** The requests of a session that have no final response yet, by direction. Safe for use by many threads. */
final class PendingRequests {
    private final Set<SipServletRequestImpl> received = new LinkedHashSet<>(2);
    private final Set<SipServletRequestImpl> leaving = new LinkedHashSet<>(2);
    private final Map<SipServletRequestImpl, Progress> sent = new LinkedHashMap<>(2);

    /** How far a sent INVITE has come; a CANCEL must wait for its first provisional response (RFC 3261 section 9.1). */
    private static final class Progress {
        private boolean provisional;
        private boolean cancelWanted;
    }

    /**
     * What a session that ends leaves.
     *
     * @param received requests without answer
     * @param leaving requests whose answer waits for its state to be stored
     * @param sent requests without final response
     */
    record Rest(List<SipServletRequestImpl> received, List<SipServletRequestImpl> leaving, List<SipServletRequestImpl> sent) {
    }

    synchronized void received(SipServletRequestImpl request) {
        this.received.add(request);
    }

    /** A received request was answered, but its answer has not left yet. */
    synchronized void answered(SipServletRequestImpl request) {
        this.received.remove(request);
        this.leaving.add(request);
    }

    /** The answer has left. */
    synchronized void left(SipServletRequestImpl request) {
        this.leaving.remove(request);
    }

    synchronized void sent(SipServletRequestImpl request) {
        this.sent.put(request, new Progress());
    }

    /** A sent request has its final response, or could not be sent. @return false if that was known */
    synchronized boolean completed(SipServletRequestImpl request) {
        return this.sent.remove(request) != null;
    }

    synchronized boolean isEmpty() {
        return this.received.isEmpty() && this.sent.isEmpty();
    }

    /** The requests received, in their order. */
    synchronized List<SipServletRequestImpl> received() {
        return new ArrayList<>(this.received);
    }

    /** The requests sent, in their order. */
    synchronized List<SipServletRequestImpl> sent() {
        return new ArrayList<>(this.sent.keySet());
    }

    /** The INVITE received; null if there is none. */
    synchronized SipServletRequestImpl invite() {
        return this.received.stream().filter(PendingRequests::isInvite).findFirst().orElse(null);
    }

    /** Whether an INVITE was sent. */
    synchronized boolean isInviting() {
        return this.sent.keySet().stream().anyMatch(PendingRequests::isInvite);
    }

    private static boolean isInvite(SipServletRequestImpl request) {
        return request.getMethod().equals(Request.INVITE);
    }

    /** Notes that a sent INVITE is to be cancelled. @return whether its CANCEL may be sent at once */
    synchronized boolean cancel(SipServletRequestImpl invite) {
        Progress progress = this.sent.get(invite);
        if (progress == null) {
            return false;
        }
        progress.cancelWanted = true;
        return progress.provisional;
    }

    /** Notes a provisional response. @return whether a CANCEL that has waited for it is to be sent */
    synchronized boolean provisional(SipServletRequestImpl request) {
        Progress progress = this.sent.get(request);
        boolean first = progress != null && !progress.provisional;
        if (first) {
            progress.provisional = true;
        }
        return first && progress.cancelWanted;
    }

    /** Forgets all requests. @return what they were */
    synchronized Rest clear() {
        Rest rest = new Rest(this.received(), List.copyOf(this.leaving), this.sent());
        this.received.clear();
        this.leaving.clear();
        this.sent.clear();
        return rest;
    }
}
