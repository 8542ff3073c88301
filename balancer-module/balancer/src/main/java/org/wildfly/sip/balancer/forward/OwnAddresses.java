/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.HostPort;

/**
 * The balancer's addresses on both legs. Immutable.
 */
public record OwnAddresses(LegAddress external, LegAddress internal) {

    /** True if clients and nodes send to the same port. */
    boolean isSinglePort() {
        return this.external.isSame(this.internal);
    }

    LegAddress of(Leg leg) {
        return leg == Leg.EXTERNAL ? this.external : this.internal;
    }

    /** The leg that a host and port of a message name, or null if they name somebody else. */
    Leg legOf(HostPort address) {
        return this.external.is(address) ? Leg.EXTERNAL : this.internal.is(address) ? Leg.INTERNAL : null;
    }
}
