/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

/**
 * What came is no announcement of a node. Its message says why and has nothing in it that came from the network.
 */
public final class MalformedAnnouncementException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedAnnouncementException(String message) {
        super(message, null, false, false);
    }
}
