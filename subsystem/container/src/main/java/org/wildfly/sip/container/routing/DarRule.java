/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;

/**
 * An entry of a DAR file.
 *
 * @param application its name; null if the entry only gives a route
 * @param subscriber whom the application serves
 * @param region the region that it serves in
 * @param route a SIP URI; null for none
 * @param modifier what is done with the route
 * @param place its place in the chain
 * @param direction whose requests it gets
 * @param pattern which requests it gets; null for all
 */
record DarRule(String application, Subscriber subscriber, SipApplicationRoutingRegion region, String route, SipRouteModifier modifier,
        int place,
        Direction direction, HeaderPattern pattern) {

    /** Whose requests an application gets (an extension of RestComm). */
    enum Direction {
        /** All, but not the ones that it makes itself. */
        ANY,
        /** Only those from the network. */
        INBOUND,
        /** Only those that other applications make. */
        OUTBOUND,
        /** All, also the ones that it makes itself. */
        UAC_ROUTE_BACK;

        /** @param maker the application that made the request; null if it came from the network */
        boolean admits(String maker, String application) {
            return switch (this) {
                case ANY -> maker == null || !maker.equals(application);
                case INBOUND -> maker == null;
                case OUTBOUND -> maker != null && !maker.equals(application);
                case UAC_ROUTE_BACK -> true;
            };
        }
    }
}
