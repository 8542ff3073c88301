/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import java.net.InetSocketAddress;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transport.Transport;

/** Where a message goes: a transport and an address. */
public record Hop(Transport transport, InetSocketAddress address) {
    /** Sends a message there. */
    void send(SipMessage message) {
        this.transport.send(message, this.address);
    }
}
