/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.torture;

import java.util.Arrays;
import java.util.List;

/**
 * What a balancer may do with a message.
 *
 * @param kind  what it does
 * @param codes if it answers: the status codes of which it may give one
 */
record Outcome(Kind kind, List<Integer> codes) {
    enum Kind {
        /** It sends the message on, unchanged but for what a proxy must change. */
        FORWARDED,
        /** It answers and sends nothing on. */
        ANSWERED,
        /** Nothing happens, and the next message is processed. */
        DROPPED,
        /** On a stream: the end of the message is not known, so that the connection is closed, perhaps after an answer. */
        CLOSED,
        /** On a stream: it waits for the rest. */
        WAITED_FOR
    }

    static final Outcome FORWARDED = new Outcome(Kind.FORWARDED, List.of());
    static final Outcome DROPPED = new Outcome(Kind.DROPPED, List.of());
    static final Outcome CLOSED = new Outcome(Kind.CLOSED, List.of());
    static final Outcome WAITED_FOR = new Outcome(Kind.WAITED_FOR, List.of());

    static Outcome answered(Integer... codes) {
        return new Outcome(Kind.ANSWERED, Arrays.asList(codes));
    }
}
