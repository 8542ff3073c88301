/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last messages, of a limited number of bytes. For any thread but those that forward.
 */
final class MessageRing {
    /** What an entry needs besides the bytes of the message, about. */
    private static final int OVERHEAD = 128;

    private final long limit;
    private final Deque<CapturedMessage> messages = new ArrayDeque<>();
    private long size;

    /**
     * @param limit of bytes; 0 to keep nothing
     */
    MessageRing(int limit) {
        this.limit = limit;
    }

    synchronized void add(CapturedMessage message) {
        this.messages.addLast(message);
        this.size += size(message);
        while (this.size > this.limit) {
            this.size -= size(this.messages.removeFirst());
        }
    }

    private static int size(CapturedMessage message) {
        return message.bytes().length + OVERHEAD;
    }

    /** The messages of now, the oldest first. */
    synchronized List<CapturedMessage> all() {
        return List.copyOf(this.messages);
    }
}
