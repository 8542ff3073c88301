/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.undertow.client.ClientConnection;
import io.undertow.predicate.IdempotentPredicate;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Gives the proxy a connection to the node of a request, and to another one if that does not take it. Runs on I/O threads.
 */
final class NodeProxyClient implements ProxyClient {
    private static final int MAX_RETRIES = 3;

    /** A node that a request is to go to. */
    private record Target(Node node, boolean fresh) implements MaxRetriesProxyTarget {
        @Override
        public int getMaxRetries() {
            return MAX_RETRIES;
        }
    }

    private final Supplier<Nodes> nodes;
    private final StickyChoice choice;
    private final NodePools pools;
    private final String affinityKey;
    private final Duration responseTimeout;
    private final HttpStatistics statistics;

    /**
     * @param nodes           gives the nodes of now
     * @param choice          chooses among them
     * @param pools           has their connections
     * @param affinityKey     the query parameter whose value matters for the choice
     * @param responseTimeout how long the header of a response may take
     * @param statistics      counts
     */
    NodeProxyClient(Supplier<Nodes> nodes, StickyChoice choice, NodePools pools, String affinityKey, Duration responseTimeout,
            HttpStatistics statistics) {
        this.nodes = nodes;
        this.choice = choice;
        this.pools = pools;
        this.affinityKey = affinityKey;
        this.responseTimeout = responseTimeout;
        this.statistics = statistics;
    }

    @Override
    public ProxyTarget findTarget(HttpServerExchange exchange) {
        RequestState state = RequestState.of(exchange);
        Nodes now = this.nodes.get();
        this.pools.prune(now);
        if (state.node() != null) {
            this.statistics.count(HttpCounter.RETRIES);
        }
        boolean fresh = state.isStale();
        Node node = fresh ? now.byId(state.node().id()) : choose(exchange, state, now);
        return node == null ? null : new Target(node, fresh);
    }

    private Node choose(HttpServerExchange exchange, RequestState state, Nodes now) {
        List<String> sessionIds = state.sessionIds(exchange);
        Deque<String> values = exchange.getQueryParameters().get(this.affinityKey);
        String affinity = values == null ? null : values.peekFirst();
        Predicate<Node> usable = node -> NodeAddress.isThere(node) && !state.isExcluded(node);
        Node node = this.choice.choose(sessionIds, affinity, now, usable.and(each -> !this.pools.isEjected(each)));
        // Rather one that has refused a connection than none.
        return node == null ? this.choice.choose(sessionIds, affinity, now, usable) : node;
    }

    @Override
    public void getConnection(ProxyTarget target, HttpServerExchange exchange, ProxyCallback<ProxyConnection> callback, long timeout,
            TimeUnit timeUnit) {
        Target to = (Target) target;
        RequestState state = RequestState.of(exchange);
        state.trying(to.node());
        NodePool pool = this.pools.of(to.node());
        pool.take(exchange.getIoThread(), exchange.getConnection().getByteBufferPool(), to.fresh(), new NodePool.Taker() {
            @Override
            public void taken(NodeConnection connection, boolean reused) {
                if (exchange.isComplete()) {
                    pool.release(connection);
                    return;
                }
                ClientConnection client = connection.client();
                exchange.addExchangeCompleteListener((ended, next) -> {
                    OpenRequests.remove(ended.getConnection(), client);
                    pool.release(connection);
                    next.proceed();
                });
                OpenRequests.add(exchange.getConnection(), client);
                state.sending(client, reused);
                to.node().traffic().http().request();
                connection.responses().await();
                startTimer(exchange, state);
                callback.completed(exchange, new ProxyConnection(client, "/"));
            }

            @Override
            public void refused(IOException cause) {
                NodeProxyClient.this.statistics.count(HttpCounter.REFUSED);
                to.node().traffic().http().failure();
                state.notTaken();
                callback.failed(exchange);
            }

            @Override
            public void busy() {
                NodeProxyClient.this.statistics.count(HttpCounter.NODE_BUSY);
                state.notTaken();
                callback.queuedRequestFailed(exchange);
            }
        });
    }

    private void startTimer(HttpServerExchange exchange, RequestState state) {
        state.timer(exchange.getIoThread().executeAfter(() -> {
            if (state.hasProgressed()) {
                startTimer(exchange, state);
            } else if (!exchange.isResponseStarted()) {
                state.timedOut();
                exchange.setPersistent(false);
                state.giveUp();
                // Closing may have ended the exchange.
                if (!exchange.isResponseStarted()) {
                    exchange.endExchange();
                }
            }
        }, this.responseTimeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** True if a request whose node has broken off before it answered may be sent again (RFC 9110 section 9.2.2). */
    static boolean mayRepeat(HttpServerExchange exchange) {
        return IdempotentPredicate.INSTANCE.resolve(exchange) && RequestState.of(exchange).mayRepeat();
    }

    @Override
    public List<ProxyTarget> getAllTargets() {
        return List.of();
    }
}
