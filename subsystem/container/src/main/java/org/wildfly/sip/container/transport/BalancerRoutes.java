/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.transport;

import javax.sip.address.SipURI;

/** The balancers in front of this node, as the way out for its own requests. */
public interface BalancerRoutes {
    /** A node without balancers. */
    BalancerRoutes NONE = new BalancerRoutes() {
        @Override
        public SipURI elect(String transport) {
            return null;
        }

        @Override
        public boolean isBalancer(SipURI uri) {
            return false;
        }
    };

    /**
     * Chooses a balancer for a request out of a dialog.
     *
     * @param transport the transport that the request would have without a balancer
     * @return a Route to its internal port that names this node, so that the far end's requests can find a survivor; null if there is none
     */
    SipURI elect(String transport);

    /** Whether a URI names a balancer, on the outside or the inside. */
    boolean isBalancer(SipURI uri);
}
