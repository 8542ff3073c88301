/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.InetSocketAddress;

/** The way to a peer by TCP: the connection that a request came on, as long as it is open, else one to the peer's address. */
final class TcpChannel extends SipChannel {
    private final TcpProcessor processor;
    private final TcpConnection connection;

    /** @param connection the connection that a message came on; null if this node sends first */
    TcpChannel(TcpProcessor processor, InetSocketAddress peer, TcpConnection connection) {
        super(processor, peer);
        this.processor = processor;
        this.connection = connection;
    }

    @Override
    void transmit(Outbound message) {
        if (this.connection == null || message.isRequest() || !this.connection.send(message)) {
            this.processor.send(message);
        }
    }

    @Override
    void reply(byte[] response) {
        this.connection.send(Outbound.of(response, this.peer()));
    }

    @Override
    public boolean isReliable() {
        return true;
    }
}
