/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.HttpTraffic;
import org.wildfly.sip.balancer.statistics.LatencySnapshot;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.balancer.statistics.ResponseTime;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The nodes: GET {@code /nodes} shows them, POST {@code /nodes/NAME/drain} keeps new dialogs from one, POST
 * {@code /nodes/NAME/undrain} lets it have them again.
 */
final class NodesEndpoint implements Endpoint {
    static final String PATH = "/nodes";
    private static final String DRAIN = "/drain";
    private static final String UNDRAIN = "/undrain";

    private final NodeRegistry registry;

    NodesEndpoint(NodeRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Reply handle(Request request) {
        if (!request.isPost()) {
            return request.path().equals(PATH) ? Reply.json(200, this::all) : null;
        }
        String below = request.path().substring(PATH.length());
        boolean drain = below.endsWith(DRAIN);
        if (!below.startsWith("/") || !drain && !below.endsWith(UNDRAIN)) {
            return null;
        }
        String name = below.substring(1, below.length() - (drain ? DRAIN : UNDRAIN).length());
        return this.registry.drain(name, drain) ? Reply.json(200, json -> one(json, name)) : null;
    }

    private void all(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("nodes");
        for (Node node : this.registry.snapshot().all()) {
            json.writeStartObject();
            write(json, node);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void one(JsonGenerator json, String name) throws IOException {
        for (Node node : this.registry.snapshot().all()) {
            if (node.name().equals(name)) {
                write(json, node);
            }
        }
    }

    private static void write(JsonGenerator json, Node node) throws IOException {
        NodeTraffic.Snapshot traffic = node.traffic().snapshot();
        json.writeStringField("name", node.name());
        json.writeStringField("state", node.state().name());
        json.writeStringField("announced", node.announced().name());
        json.writeBooleanField("drained", node.isDrained());
        json.writeNumberField("share", node.health().share());
        json.writeStringField("version", node.description().version());
        json.writeObjectFieldStart("addresses");
        for (Map.Entry<Transport, InetSocketAddress> address : node.description().addresses().entrySet()) {
            json.writeStringField(address.getKey().name(),
                    address.getValue().getAddress().getHostAddress() + ' ' + address.getValue().getPort());
        }
        json.writeEndObject();
        json.writeNumberField("requestsTo", traffic.requests(Direction.TO_NODES));
        json.writeNumberField("requestsFrom", traffic.requests(Direction.TO_CLIENTS));
        json.writeArrayFieldStart("responses");
        for (int responseClass = 1; responseClass <= 6; responseClass++) {
            json.writeNumber(traffic.responses(Direction.TO_CLIENTS, responseClass));
        }
        json.writeEndArray();
        json.writeObjectFieldStart("times");
        for (ResponseTime kind : ResponseTime.values()) {
            LatencySnapshot times = traffic.times(kind);
            json.writeObjectFieldStart(kind.label());
            json.writeNumberField("count", times.count());
            json.writeNumberField("p50", times.quantile(0.5));
            json.writeNumberField("p99", times.quantile(0.99));
            json.writeEndObject();
        }
        json.writeEndObject();
        if (node.description().httpPort().isPresent() || node.description().httpsPort().isPresent()) {
            writeHttp(json, node.traffic().http());
        }
    }

    private static void writeHttp(JsonGenerator json, HttpTraffic http) throws IOException {
        json.writeObjectFieldStart("http");
        json.writeNumberField("requests", http.requests());
        json.writeArrayFieldStart("responses");
        for (int responseClass = 1; responseClass <= 5; responseClass++) {
            json.writeNumber(http.responses(responseClass));
        }
        json.writeEndArray();
        json.writeNumberField("failures", http.failures());
        json.writeEndObject();
    }
}
