/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.time.Duration;
import java.util.function.Supplier;

import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import org.wildfly.sip.balancer.config.HttpConfiguration;
import org.wildfly.sip.balancer.node.Nodes;
import org.xnio.OptionMap;
import org.xnio.ssl.XnioSsl;

/**
 * The way of a request to its node, and what outlives a change of the configuration on it: the connections to nodes, and whose turn it is.
 */
final class NodeProxy {
    private final Supplier<HttpConfiguration> current;
    private final Supplier<Nodes> nodes;
    private final StickyChoice choice;
    private final RouteSwitches switches;
    private final NodePools pools;
    private final HttpStatistics statistics;

    /**
     * @param current  gives the configuration of now
     * @param nodes    gives the nodes of now
     * @param selector the algorithm
     * @param ssl      for nodes that take HTTP over TLS only; null if there is no TLS
     */
    NodeProxy(Supplier<HttpConfiguration> current, Supplier<Nodes> nodes, HttpNodeSelector selector, RouteSwitches switches, XnioSsl ssl,
            OptionMap tlsOptions, HttpStatistics statistics) {
        this.current = current;
        this.nodes = nodes;
        this.switches = switches;
        this.statistics = statistics;
        this.choice = new StickyChoice(selector, switches);
        NodeConnector connector = new NodeConnector(ssl, tlsOptions, () -> current.get().limits().maxHeaderSize());
        int threads = current.get().limits().ioThreads();
        this.pools = new NodePools(connector, new NodePool.Configuration() {
            @Override
            public int maxConnections() {
                return (current.get().limits().maxNodeConnections() + threads - 1) / threads;
            }

            @Override
            public Duration connectTimeout() {
                return current.get().timeouts().connect();
            }

            @Override
            public Duration ejection() {
                return current.get().timeouts().ejection();
            }
        });
    }

    /** What handles requests as the configuration of now wants it. */
    HttpHandler handler() {
        HttpConfiguration configuration = this.current.get();
        NodeProxyClient client = new NodeProxyClient(this.nodes, this.choice, this.pools, configuration.affinityKey(),
                configuration.timeouts().response(), this.statistics);
        HttpHandler proxy = ProxyHandler.builder().setProxyClient(client).setNext(new NoNode(configuration.unavailable(), this.statistics))
                .setReuseXForwarded(true).setIdempotentRequestPredicate(NodeProxyClient::mayRepeat).build();
        HttpHandler answers = new NodeAnswers(proxy, this.switches);
        HttpHandler headers = new ProxyHeaders(answers, configuration.trustedProxies(), configuration.forwarded());
        HttpHandler limited = new ContentLimit(headers, configuration.limits().maxContentLength(), this.statistics);
        return new RequestCheck(limited, this.statistics);
    }
}
