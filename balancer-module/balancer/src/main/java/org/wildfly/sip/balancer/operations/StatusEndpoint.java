/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The balancer as a whole: {@code /status}; only the calls: {@code /calls}.
 */
final class StatusEndpoint implements Endpoint {
    static final String PATH = "/status";
    static final String CALLS = "/calls";

    private final OperatedBalancer balancer;

    StatusEndpoint(OperatedBalancer balancer) {
        this.balancer = balancer;
    }

    @Override
    public Reply handle(Request request) {
        return Reply.json(200, request.path().equals(CALLS) ? this::calls : this::all);
    }

    private void all(JsonGenerator json) throws IOException {
        String version = StatusEndpoint.class.getPackage().getImplementationVersion();
        json.writeStringField("version", version == null ? "" : version);
        json.writeNumberField("uptimeMillis", ManagementFactory.getRuntimeMXBean().getUptime());
        json.writeBooleanField("stopping", this.balancer.isStopping());
        calls(json);
        json.writeNumberField("connections", this.balancer.connections());
        counts(json, "messages", this.balancer.statistics().snapshot(false));
        counts(json, "dropped", this.balancer.statistics().snapshot(true));
    }

    private void calls(JsonGenerator json) throws IOException {
        json.writeNumberField("calls", this.balancer.rememberedCalls());
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
