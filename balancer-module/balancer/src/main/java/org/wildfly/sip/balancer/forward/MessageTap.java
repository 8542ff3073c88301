/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.SipMessage;

/**
 * Sees every message that comes and goes. Called by all transport threads: must not wait, nor throw, and keep neither of its arguments.
 */
public interface MessageTap {
    /** Sees nothing. */
    MessageTap NONE = new MessageTap() {
    };

    /** A message has come. */
    default void received(ListeningPoint at, InetSocketAddress source, SipMessage message) {
    }

    /**
     * A message is about to be sent.
     *
     * @param to    null if only its connection or its name is known
     * @param cause the message of which it was made, or that it answers
     * @param bytes what is sent
     */
    default void sent(ListeningPoint from, InetSocketAddress to, SipMessage cause, ByteWriter bytes) {
    }
}
