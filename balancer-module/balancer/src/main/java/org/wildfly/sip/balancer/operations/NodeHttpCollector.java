/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.statistics.HttpTraffic;

/**
 * Gives Prometheus what of HTTP has gone to and come from each node. What has never happened is left out.
 */
final class NodeHttpCollector implements MultiCollector {
    private final NodeRegistry registry;

    NodeHttpCollector(NodeRegistry registry) {
        this.registry = registry;
    }

    @Override
    public MetricSnapshots collect() {
        CounterSnapshot.Builder requests = CounterSnapshot.builder().name("sip_balancer_node_http_requests")
                .help("HTTP requests sent on, repetitions included");
        CounterSnapshot.Builder responses = CounterSnapshot.builder().name("sip_balancer_node_http_responses")
                .help("HTTP responses sent on");
        CounterSnapshot.Builder failures = CounterSnapshot.builder().name("sip_balancer_node_http_failures")
                .help("HTTP requests whose node took no connection, broke off or did not answer in time");
        for (Node node : this.registry.snapshot().all()) {
            Labels name = Labels.of("node", node.name());
            HttpTraffic http = node.traffic().http();
            add(requests, http.requests(), name);
            add(failures, http.failures(), name);
            for (int responseClass = 1; responseClass <= 5; responseClass++) {
                add(responses, http.responses(responseClass), name.add("class", responseClass + "xx"));
            }
        }
        return MetricSnapshots.of(requests.build(), responses.build(), failures.build());
    }

    private static void add(CounterSnapshot.Builder counter, long value, Labels labels) {
        if (value > 0) {
            counter.dataPoint(CounterDataPointSnapshot.builder().value(value).labels(labels).build());
        }
    }
}
