/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.HeaderMap;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node that takes HTTP: answers with its name, unless told otherwise.
 */
final class HttpNode implements AutoCloseable {

    /** A request as the node has got it. */
    record Request(String method, String target, HeaderMap headers, String body) {
        String header(String name) {
            return this.headers.getFirst(name);
        }

        /** All values of a header, in one text. */
        String headers(String name) {
            return this.headers.get(name) == null ? null : String.join(" | ", this.headers.get(name));
        }
    }

    /** Answers a request; may wait. */
    interface Behaviour {
        void answer(HttpServerExchange exchange) throws Exception;
    }

    private final String name;
    private final Undertow server;
    final List<Request> requests = new CopyOnWriteArrayList<>();
    volatile Behaviour behaviour = exchange -> answer(exchange, 200, name() + '\n');

    HttpNode(String name) {
        this(name, 0);
    }

    HttpNode(String name, int port) {
        this.name = name;
        this.server = Undertow.builder().setIoThreads(1).setWorkerThreads(8).addHttpListener(port, Balancer.HOST)
                .setHandler(new BlockingHandler(new HttpContinueReadHandler(this::handle))).build();
        this.server.start();
    }

    String name() {
        return this.name;
    }

    int port() {
        return ((InetSocketAddress) this.server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Makes the node known to a balancer, under its name as jvmRoute. */
    HttpNode register(Balancer balancer, NodeState state) {
        register(balancer, this.name, state, port());
        return this;
    }

    HttpNode register(Balancer balancer) {
        return register(balancer, NodeState.UP);
    }

    static void register(Balancer balancer, String name, NodeState state, int port) {
        balancer.running().registry().nodeRegistered(new NodeDescription(name, "0",
                Map.of(Transport.UDP, new InetSocketAddress(Balancer.HOST, port)), name, OptionalInt.of(port)), state);
    }

    private void handle(HttpServerExchange exchange) throws Exception {
        String body = new String(exchange.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getQueryString();
        this.requests.add(new Request(exchange.getRequestMethod().toString(),
                exchange.getRequestURI() + (query.isEmpty() ? "" : '?' + query), exchange.getRequestHeaders(), body));
        this.behaviour.answer(exchange);
    }

    static void answer(HttpServerExchange exchange, int status, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseSender().send(body);
    }

    /** Answers with a body in chunks. */
    static void answerInChunks(HttpServerExchange exchange, String chunk, int times) throws IOException {
        try (OutputStream out = exchange.getOutputStream()) {
            for (int i = 0; i < times; i++) {
                out.write(chunk.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    Request last() {
        return this.requests.get(this.requests.size() - 1);
    }

    @Override
    public void close() {
        this.server.stop();
    }
}
