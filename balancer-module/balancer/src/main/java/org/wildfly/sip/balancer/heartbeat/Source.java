/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

/**
 * How a balancer has heard of a node; what counts more when they differ comes first.
 */
public enum Source {
    /** The native heartbeat: a kept connection. */
    NATIVE(false),
    /** HTTP with JSON. */
    HTTP(true),
    /** Java RMI. */
    RMI(true),
    /** SIP OPTIONS or INFO. */
    SIP(true),
    /** The configuration. */
    FIXED(false);

    private final boolean expires;

    Source(boolean expires) {
        this.expires = expires;
    }

    /** True if a node must be announced again and again. */
    boolean expires() {
        return this.expires;
    }
}
