/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import javax.servlet.sip.ar.SipApplicationRoutingRegion;

/**
 * What the application router said when it chose the application of a session; kept so that routing goes on from there, also on another node.
 *
 * @param region the region; null if none was given
 * @param subscriber the subscriber's URI as text; null if none was given
 * @param stateInfo the router's own state as text; null if it has none
 */
public record SessionRouting(SipApplicationRoutingRegion region, String subscriber, String stateInfo) {
    /** A session that no router has seen. */
    public static final SessionRouting NONE = new SessionRouting(null, null, null);
}
