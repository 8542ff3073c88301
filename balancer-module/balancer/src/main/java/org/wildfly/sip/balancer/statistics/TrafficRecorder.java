/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Counts the traffic of one thread, for that thread only: no lock, no contention, and no allocation but when the thread meets a node for
 * the first time.
 */
public final class TrafficRecorder {
    private final Traffic traffic;
    private final Counts row;
    private final int stripe;

    TrafficRecorder(Traffic traffic, int stripe) {
        this.traffic = traffic;
        this.stripe = stripe;
        this.row = traffic.row(stripe);
    }

    /** Counts a message that has come in and can be read. */
    public void received(Direction direction, Transport transport, SipMessage message) {
        if (message.isRequest()) {
            this.row.add(Traffic.request(direction, transport, message.method()), 1);
        } else {
            this.row.add(Traffic.response(direction, transport), 1);
            this.row.add(Traffic.status(direction, message.status()), 1);
        }
        this.row.add(Traffic.bytes(direction, transport), message.end() - message.start());
    }

    /** Counts a request that the balancer answers itself. */
    public void answered(int status) {
        this.row.add(Traffic.answer(status), 1);
    }

    /**
     * Counts a request that is sent on.
     *
     * @param node of the node that it goes to, or from which it comes; null if that is not known
     */
    public void request(NodeTraffic node, Direction direction, Method method) {
        known(node).request(this.stripe, direction, method);
    }

    /**
     * Counts a response that is sent on.
     *
     * @param node of the node from which it comes, or to which it goes; null if that is not known
     */
    public void response(NodeTraffic node, Direction direction, Method method, int status) {
        known(node).response(this.stripe, direction, method, status);
    }

    /**
     * Notes how long a node took for a response.
     *
     * @param node   of the node; null if it is not known
     * @param micros from when the balancer sent the request on to when the response came, in microseconds
     */
    public void responseTime(NodeTraffic node, Method method, int status, long micros) {
        ResponseTime kind = ResponseTime.of(method, status);
        if (kind != null) {
            known(node).time(this.stripe, kind, micros);
        }
    }

    private NodeTraffic known(NodeTraffic node) {
        return node == null ? this.traffic.unknownNode() : node;
    }
}
