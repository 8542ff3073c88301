/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.util.Locale;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.Traffic;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Gives Prometheus what has come, by leg, transport, method and status. What has never come is left out.
 */
final class TrafficCollector implements MultiCollector {
    private final Traffic traffic;

    TrafficCollector(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public MetricSnapshots collect() {
        Traffic.Snapshot now = this.traffic.snapshot();
        CounterSnapshot.Builder requests = counter("sip_balancer_received_requests", "Requests received");
        CounterSnapshot.Builder responses = counter("sip_balancer_received_responses", "Responses received");
        CounterSnapshot.Builder statuses = counter("sip_balancer_received_statuses", "Responses received, by their status");
        CounterSnapshot.Builder bytes = counter("sip_balancer_received_bytes", "Bytes of SIP messages received");
        CounterSnapshot.Builder answers = counter("sip_balancer_answers", "Requests that the balancer has answered itself");
        for (Direction direction : Direction.values()) {
            for (Transport transport : Transport.values()) {
                Labels labels = Labels.of("leg", direction.leg(), "transport", transport.name().toLowerCase(Locale.ROOT));
                add(responses, now.responses(direction, transport), labels);
                add(bytes, now.bytes(direction, transport), labels);
                for (Method method : Method.values()) {
                    add(requests, now.requests(direction, transport, method), labels.add("method", method.name()));
                }
            }
            for (int status = 100; status < 700; status++) {
                add(statuses, now.responses(direction, status), Labels.of("leg", direction.leg(), "status", Integer.toString(status)));
            }
        }
        for (int status = 100; status < 700; status++) {
            add(answers, now.answers(status), Labels.of("status", Integer.toString(status)));
        }
        return MetricSnapshots.of(requests.build(), responses.build(), statuses.build(), bytes.build(), answers.build());
    }

    private static CounterSnapshot.Builder counter(String name, String help) {
        return CounterSnapshot.builder().name(name).help(help);
    }

    private static void add(CounterSnapshot.Builder counter, long value, Labels labels) {
        if (value > 0) {
            counter.dataPoint(CounterDataPointSnapshot.builder().value(value).labels(labels).build());
        }
    }
}
