/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

import org.wildfly.sip.container.AttributeMarshaller;

/** What sessions need of their application. */
public interface ApplicationContext {
    /** The application's name. */
    String name();

    /** The context that it shares with its HTTP servlets. */
    jakarta.servlet.ServletContext servletContext();

    /** Whether its sessions are replicated. */
    boolean isDistributable();

    /** How long an application session lives without activity; zero for ever. */
    Duration sessionTimeout();

    /** Turns attributes into bytes and back. */
    AttributeMarshaller marshaller();

    /** Its listeners; what they throw is logged by the callee. */
    Listeners listeners();

    /** Whether a servlet of this name exists. */
    boolean hasServlet(String name);

    /**
     * Gives a message to a servlet; what it throws is logged by the callee.
     *
     * @param servlet the name of the servlet
     * @param request the request; null for a response
     * @param response the response; null for a request
     * @return false if the servlet failed
     */
    boolean service(String servlet, SipServletRequest request, SipServletResponse response);

    /** The name of the servlet that serves a session for which the application has chosen none. */
    String mainServlet();
}
