/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.message.SipMessage;

/**
 * A request as it came, to be processed again later.
 *
 * @param at      where it came
 * @param source  from where
 * @param flow    the number of its connection, or {@link Arrival#NO_FLOW}
 * @param attempt how often it has been sent before
 * @param bytes   not to be changed
 */
public record RequestCopy(ListeningPoint at, InetSocketAddress source, long flow, int attempt, byte[] bytes) {

    static RequestCopy of(Workplace place) {
        SipMessage request = place.message;
        Arrival arrival = place.arrival;
        byte[] bytes = new byte[request.end() - request.start()];
        System.arraycopy(request.bytes(), request.start(), bytes, 0, bytes.length);
        return new RequestCopy(arrival.at(), arrival.sourceAddress(), arrival.flow(), place.attempt, bytes);
    }
}
