/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.util.function.ToLongBiFunction;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Heartbeat;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.Traffic;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Shows a balancer in JMX by the names of its predecessor.
 */
final class MobicentsManagement implements MobicentsMXBean {
    static final String NAME = "mobicents:type=LoadBalancer,name=LoadBalancer";
    private static final int LAST_STATUS = 699;

    private final LoadBalancer balancer;

    MobicentsManagement(LoadBalancer balancer) {
        this.balancer = balancer;
    }

    @Override
    public long getNumberOfRequestsProcessed() {
        long all = 0;
        for (Method method : Method.values()) {
            all += requests(method);
        }
        return all;
    }

    @Override
    public long getNumberOfResponsesProcessed() {
        Traffic.Snapshot traffic = traffic();
        return sum(traffic::responses);
    }

    @Override
    public long getNumberOfBytesTransferred() {
        Traffic.Snapshot traffic = traffic();
        return sum(traffic::bytes);
    }

    @Override
    public int getNumberOfActiveSipConnections() {
        return this.balancer.connections();
    }

    @Override
    public long getNodeExpiration() {
        return heartbeat().nodeTimeout().toMillis();
    }

    @Override
    public long getNodeExpirationTaskInterval() {
        return heartbeat().interval().toMillis();
    }

    @Override
    public String[] getNodes() {
        return this.balancer.registry().snapshot().all().stream().map(Node::toString).toArray(String[]::new);
    }

    @Override
    public long getRequestsProcessedByMethod(String name) {
        for (Method method : Method.values()) {
            if (method.name().equalsIgnoreCase(name)) {
                return requests(method);
            }
        }
        return 0;
    }

    @Override
    public long getResponsesProcessedByStatusCode(String text) {
        boolean isClass = text.matches("[1-6][xX][xX]");
        if (!isClass && !text.matches("[1-6][0-9][0-9]")) {
            return 0;
        }
        int first = isClass ? (text.charAt(0) - '0') * 100 : Integer.parseInt(text);
        int last = isClass ? Math.min(first + 99, LAST_STATUS) : first;
        Traffic.Snapshot traffic = traffic();
        long all = 0;
        for (Direction direction : Direction.values()) {
            for (int status = first; status <= last; status++) {
                all += traffic.responses(direction, status);
            }
        }
        return all;
    }

    private long requests(Method method) {
        Traffic.Snapshot traffic = traffic();
        return sum((direction, transport) -> traffic.requests(direction, transport, method));
    }

    private static long sum(ToLongBiFunction<Direction, Transport> count) {
        long all = 0;
        for (Direction direction : Direction.values()) {
            for (Transport transport : Transport.values()) {
                all += count.applyAsLong(direction, transport);
            }
        }
        return all;
    }

    private Traffic.Snapshot traffic() {
        return this.balancer.statistics().traffic().snapshot();
    }

    private Heartbeat heartbeat() {
        return this.balancer.reloader().current().heartbeat();
    }
}
