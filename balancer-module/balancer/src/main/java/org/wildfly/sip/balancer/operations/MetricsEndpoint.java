/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.util.Map;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.wildfly.sip.balancer.http.HttpCounter;
import org.wildfly.sip.balancer.http.HttpStatistics;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * What Prometheus reads: {@code /metrics}. The registry is made when it is asked for first.
 */
final class MetricsEndpoint implements Endpoint {
    static final String PATH = "/metrics";
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final OperatedBalancer balancer;
    private PrometheusMeterRegistry registry;

    MetricsEndpoint(OperatedBalancer balancer) {
        this.balancer = balancer;
    }

    @Override
    public Reply handle(Request request) {
        return request.isPost() ? null : new Reply(200, CONTENT_TYPE, Reply.text(200, registry().scrape(CONTENT_TYPE)).body());
    }

    private synchronized PrometheusMeterRegistry registry() {
        if (this.registry == null) {
            PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new JvmMemoryMetrics().bindTo(made);
            new JvmThreadMetrics().bindTo(made);
            new ProcessorMetrics().bindTo(made);
            new UptimeMetrics().bindTo(made);
            Gauge.builder("sip.balancer.calls", this.balancer, OperatedBalancer::rememberedCalls)
                    .description("Calls remembered for their affinity to a node").register(made);
            Gauge.builder("sip.balancer.connections", this.balancer, OperatedBalancer::connections)
                    .description("Connections that carry SIP").register(made);
            Gauge.builder("sip.balancer.stopping", this.balancer, each -> each.isStopping() ? 1 : 0)
                    .description("1 if the balancer is about to stop").register(made);
            counters(made);
            httpCounters(made);
            made.getPrometheusRegistry().register(new TrafficCollector(this.balancer.statistics().traffic()));
            made.getPrometheusRegistry().register(new NodeCollector(this.balancer.registry()));
            this.registry = made;
        }
        return this.registry;
    }

    private void counters(PrometheusMeterRegistry into) {
        Statistics statistics = this.balancer.statistics();
        for (Counter counter : Counter.values()) {
            Map.Entry<String, String> name = counter.isDrop()
                    ? Map.entry("sip.balancer.dropped.messages", "cause")
                    : Map.entry("sip.balancer.events", "event");
            FunctionCounter.builder(name.getKey(), statistics, each -> each.get(counter)).tag(name.getValue(), counter.label())
                    .description(counter.isDrop() ? "Messages that were dropped" : "Messages and other things that were counted")
                    .register(into);
        }
    }

    private void httpCounters(PrometheusMeterRegistry into) {
        HttpStatistics statistics = this.balancer.httpStatistics();
        if (statistics != null) {
            for (HttpCounter counter : HttpCounter.values()) {
                FunctionCounter.builder("sip.balancer.http", statistics, each -> each.get(counter)).tag("event", counter.label())
                        .description("HTTP requests, responses and other things that were counted").register(into);
            }
            Gauge.builder("sip.balancer.http.running", statistics, HttpStatistics::running)
                    .description("HTTP requests that are being served").register(into);
            into.getPrometheusRegistry().register(new NodeHttpCollector(this.balancer.registry()));
        }
    }
}
