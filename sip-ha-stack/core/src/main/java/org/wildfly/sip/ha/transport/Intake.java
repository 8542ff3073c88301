/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.util.concurrent.RejectedExecutionException;

import org.wildfly.sip.ha.transport.TransportCounters.Drop;
import org.wildfly.sip.ha.work.SessionQueues;

/** Puts received messages into the queues of their calls; called by the transports' threads, never waits. */
final class Intake {
    private final SessionQueues queues;
    private final InboundHandler handler;

    Intake(SessionQueues queues, InboundHandler handler) {
        this.queues = queues;
        this.handler = handler;
    }

    SessionQueues queues() {
        return this.queues;
    }

    InboundHandler handler() {
        return this.handler;
    }

    /**
     * Takes a message.
     *
     * @param bytes the whole message; not touched by the caller any more
     * @param channel leads back to its sender
     */
    void take(byte[] bytes, SipChannel channel) {
        SipProcessor processor = channel.processor();
        MessageHead head = new MessageHead(bytes);
        if (head.isEmpty()) {
            processor.counters().countKeepAlive();
            return;
        }
        processor.received(bytes, channel.peer());
        String callId = CallIdScanner.scan(head);
        if (callId == null) {
            processor.counters().countDrop(Drop.MALFORMED);
        } else if (!this.offer(callId, new InboundMessage(this.handler, bytes, head, channel))) {
            processor.counters().countDrop(Drop.OVERLOADED);
            this.refuse(head, channel);
        }
    }

    private boolean offer(String callId, InboundMessage message) {
        try {
            return this.queues.offer(callId, message);
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    private void refuse(MessageHead head, SipChannel channel) {
        if (!head.method().equals("CANCEL")) {
            byte[] response = StatelessReply.to(head, "503 Service Unavailable", channel.peer(), "Retry-After: 5\r\n");
            if (response != null) {
                channel.reply(response);
            }
        }
    }
}
