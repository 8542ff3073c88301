/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.InetSocketAddress;

/** The way to a peer by UDP. */
final class UdpChannel extends SipChannel {
    private final UdpProcessor processor;

    UdpChannel(UdpProcessor processor, InetSocketAddress peer) {
        super(processor, peer);
        this.processor = processor;
    }

    @Override
    void transmit(Outbound message) {
        this.processor.transmit(message);
    }

    @Override
    public boolean isReliable() {
        return false;
    }
}
