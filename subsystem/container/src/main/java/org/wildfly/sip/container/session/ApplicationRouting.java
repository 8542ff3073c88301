/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;

import org.wildfly.sip.container.message.RoutingState;
import org.wildfly.sip.container.message.SipServletRequestImpl;

/** Chooses which application an application's own initial request visits next (JSR 289 section 15.4). Safe for use by many threads. */
public interface ApplicationRouting {
    /** The application that was chosen. */
    @FunctionalInterface
    interface Visit {
        /** Has the request that arrives under a branch given to the application. */
        void expect(String branch);
    }

    /**
     * Asks the application router.
     *
     * @param request about to be sent
     * @param state where its routing stands
     * @param sender the application that sends it
     * @return null if the request leaves the node
     * @throws IOException if the router fails, or names an application that does not run here
     */
    Visit next(SipServletRequestImpl request, RoutingState state, ApplicationContext sender) throws IOException;
}
