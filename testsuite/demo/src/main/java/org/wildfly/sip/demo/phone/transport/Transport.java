/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transport;

import java.net.InetSocketAddress;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** Moves messages over one bound address (RFC 3261 section 18). On its event loop only. */
public interface Transport extends AutoCloseable {
    /** Is told what arrives. */
    interface Listener {
        /** A message came. */
        void received(SipMessage message, InetSocketAddress source, Transport transport);

        /** A message leaves. */
        void sent(SipMessage message, InetSocketAddress destination, Transport transport);

        /** Something came that is no SIP message. */
        void garbage(String problem, InetSocketAddress source);

        /** A message could not be sent, or a connection broke. */
        void failed(String problem, InetSocketAddress peer);
    }

    /** The transport's name in Via. */
    String name();

    /** Whether it delivers or tells, so that nothing is retransmitted over it. */
    boolean isReliable();

    /** The bound address. */
    InetSocketAddress address();

    /** Sends a message; a peer that cannot be reached is as one that does not answer. */
    void send(SipMessage message, InetSocketAddress destination);

    @Override
    void close();
}
