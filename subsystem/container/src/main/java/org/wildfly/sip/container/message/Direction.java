/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

/** Whether a message was received, or is to be sent or was sent. */
public enum Direction {
    /** Received from a peer. */
    INBOUND,
    /** Made by an application or by the container. */
    OUTBOUND
}
