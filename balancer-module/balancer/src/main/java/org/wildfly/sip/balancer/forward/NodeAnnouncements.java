/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetAddress;

import org.wildfly.sip.balancer.message.Answer;

/**
 * Takes the announcements of nodes that come as SIP requests. Called by transport threads: must not wait.
 */
@FunctionalInterface
public interface NodeAnnouncements {
    /**
     * A node is announced.
     *
     * @param source where the request came from
     * @param bytes  the message; valid during the call only
     * @param from   where its body begins
     * @param to     where its body ends
     * @return what is answered; null if it is no announcement here but a request like any other
     */
    Answer announced(InetAddress source, byte[] bytes, int from, int to);
}
