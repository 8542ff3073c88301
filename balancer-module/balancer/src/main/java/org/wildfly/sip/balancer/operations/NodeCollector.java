/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.LatencyBuckets;
import org.wildfly.sip.balancer.statistics.LatencySnapshot;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.balancer.statistics.ResponseTime;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Gives Prometheus what the nodes are in and what has gone to and come from each. What has never happened is left out.
 */
final class NodeCollector implements MultiCollector {
    private static final double MICROS = 1e6;

    private final NodeRegistry registry;

    NodeCollector(NodeRegistry registry) {
        this.registry = registry;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeSnapshot.Builder states = GaugeSnapshot.builder().name("sip_balancer_node_state").help("1 for the state that a node is in");
        CounterSnapshot.Builder requests = CounterSnapshot.builder().name("sip_balancer_node_requests").help("Requests sent on");
        CounterSnapshot.Builder responses = CounterSnapshot.builder().name("sip_balancer_node_responses").help("Responses sent on");
        HistogramSnapshot.Builder times = HistogramSnapshot.builder().name("sip_balancer_node_response_seconds").unit(Unit.SECONDS)
                .help("From when a request was sent on to when the node's response came");
        for (Node node : this.registry.snapshot().all()) {
            Labels name = Labels.of("node", node.name());
            NodeTraffic.Snapshot traffic = node.traffic().snapshot();
            for (NodeState state : NodeState.values()) {
                states.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(node.state() == state ? 1 : 0)
                        .labels(name.add("state", state.name())).build());
            }
            for (Direction direction : Direction.values()) {
                messages(traffic, direction, name, requests, responses);
            }
            for (ResponseTime kind : ResponseTime.values()) {
                time(times, traffic.times(kind), name.add("kind", kind.label()));
            }
        }
        return MetricSnapshots.of(states.build(), requests.build(), responses.build(), times.build());
    }

    private static void messages(NodeTraffic.Snapshot traffic, Direction direction, Labels name, CounterSnapshot.Builder requests,
            CounterSnapshot.Builder responses) {
        Labels way = name.add("direction", direction == Direction.TO_NODES ? "to_node" : "from_node");
        for (Method method : Method.values()) {
            Labels labels = way.add("method", method.name());
            add(requests, traffic.requests(direction, method), labels);
            for (int responseClass = 1; responseClass <= 6; responseClass++) {
                add(responses, traffic.responses(direction, method, responseClass), labels.add("class", responseClass + "xx"));
            }
        }
    }

    private static void add(CounterSnapshot.Builder counter, long value, Labels labels) {
        if (value > 0) {
            counter.dataPoint(CounterDataPointSnapshot.builder().value(value).labels(labels).build());
        }
    }

    private static void time(HistogramSnapshot.Builder histogram, LatencySnapshot times, Labels labels) {
        if (times.count() == 0) {
            return;
        }
        double[] bounds = new double[LatencyBuckets.COUNT];
        long[] counts = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < bounds.length; i++) {
            long bound = LatencyBuckets.upperBound(i);
            bounds[i] = bound == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : bound / MICROS;
            counts[i] = times.bucket(i);
        }
        histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts)).sum(times.sum() / MICROS).labels(labels).build());
    }
}
