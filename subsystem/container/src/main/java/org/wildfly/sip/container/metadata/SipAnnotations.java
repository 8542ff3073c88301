/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;

/**
 * The SIP annotations of an application's classes as plain values; whoever scans the classes fills it. Immutable.
 *
 * @param applications {@code @SipApplication}
 * @param servlets {@code @SipServlet}, in the order in which they shall be initialized and tried
 * @param listeners {@code @SipListener}, in the order in which they shall be called
 * @param applicationKeys {@code @SipApplicationKey}
 */
public record SipAnnotations(List<AnnotatedApplication> applications, List<AnnotatedServlet> servlets, List<AnnotatedListener> listeners,
        List<AnnotatedApplicationKey> applicationKeys) {
    /** No annotation at all. */
    public static final SipAnnotations NONE = new SipAnnotations(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public SipAnnotations {
        applications = List.copyOf(applications);
        servlets = List.copyOf(servlets);
        listeners = List.copyOf(listeners);
        applicationKeys = List.copyOf(applicationKeys);
    }

    /** Whether these annotations alone make a SIP application. */
    public boolean isEmpty() {
        return this.applications.isEmpty() && this.servlets.isEmpty() && this.listeners.isEmpty() && this.applicationKeys.isEmpty();
    }
}
