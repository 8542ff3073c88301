/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.concurrent.atomic.AtomicInteger;

import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.wildfly.sip.ha.store.SessionStore;

/** Counts what a member's cache manager sends to other members. */
final class MessageCounter extends Protocol {
    private final AtomicInteger sent = new AtomicInteger();

    static MessageCounter of(SessionStore store) throws Exception {
        MessageCounter counter = new MessageCounter();
        JChannel channel = TestCluster.channel(store);
        channel.getProtocolStack().insertProtocol(counter, ProtocolStack.Position.ABOVE, GMS.class);
        return counter;
    }

    int reset() {
        return this.sent.getAndSet(0);
    }

    @Override
    public Object down(Message message) {
        this.sent.incrementAndGet();
        return this.down_prot.down(message);
    }
}
