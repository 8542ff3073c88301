/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import org.wildfly.sip.balancer.node.Node;

/**
 * Whether the balancer lives, and whether it should get traffic: {@code /health/live}, {@code /health/ready}. They tell it by their
 * status, 200 or 503, and are for everybody.
 */
final class HealthEndpoint implements Endpoint {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private final OperatedBalancer balancer;

    HealthEndpoint(OperatedBalancer balancer) {
        this.balancer = balancer;
    }

    @Override
    public Reply handle(Request request) {
        String obstacle = request.path().equals(READY) ? obstacle() : null;
        return Reply.json(obstacle == null ? 200 : 503, json -> {
            json.writeStringField("status", obstacle == null ? "up" : "down");
            if (obstacle != null) {
                json.writeStringField("reason", obstacle);
            }
        });
    }

    /** Why the balancer should get no traffic, or null. */
    private String obstacle() {
        if (this.balancer.isStopping()) {
            return "stopping";
        }
        for (Node node : this.balancer.registry().snapshot().all()) {
            if (node.state().isAlive()) {
                return null;
            }
        }
        return "no node is alive";
    }
}
