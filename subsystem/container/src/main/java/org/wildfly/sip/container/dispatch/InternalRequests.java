/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.message.RoutingState;
import org.wildfly.sip.container.message.SipServletRequestImpl;
import org.wildfly.sip.container.session.ApplicationContext;
import org.wildfly.sip.container.session.ApplicationRouting;
import org.wildfly.sip.ha.replication.ReplicationContext.Alarm;

/**
 * Requests that go from one application of this node to the next: they are sent to this node itself, which knows them again by the branch of their
 * Via, which nobody can guess, and gives them to the application that was chosen when they were sent.
 */
public final class InternalRequests implements ApplicationRouting {
    /** A request that has not arrived by then has failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(32);

    private final ApplicationSelection selection;
    private final Alarm alarm;
    private final ConcurrentHashMap<String, ApplicationSelection.Choice> expected = new ConcurrentHashMap<>();

    /** @param alarm of the node */
    public InternalRequests(ApplicationSelection selection, Alarm alarm) {
        this.selection = selection;
        this.alarm = alarm;
    }

    @Override
    public Visit next(SipServletRequestImpl request, RoutingState state, ApplicationContext sender) throws IOException {
        ApplicationSelection.Choice choice = this.selection.chooseNext(request, state, sender.name());
        if (choice.leaves()) {
            return null;
        }
        if (choice.application() == null) {
            throw new IOException("the application router names no application of this node for the request; see the log");
        }
        return branch -> {
            this.expected.put(branch, choice);
            this.alarm.after(PATIENCE, () -> this.expected.remove(branch));
        };
    }

    /** What was chosen for a request when it was sent; null if it is none of this node's own. */
    ApplicationSelection.Choice take(SIPRequest request) {
        String branch = request.getTopmostVia().getBranch();
        return branch == null ? null : this.expected.remove(branch);
    }
}
