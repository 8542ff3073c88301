/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node that takes HTTP: answers with its name, unless told otherwise.
 */
final class HttpNode implements AutoCloseable {

    /** A request as the node has got it. */
    record Request(String method, String target, Headers headers, String body) {
        String header(String name) {
            return this.headers.getFirst(name);
        }
    }

    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    volatile HttpHandler handler = exchange -> answer(exchange, 200, name() + '\n');

    HttpNode(String name) throws IOException {
        this(name, 0);
    }

    HttpNode(String name, int port) throws IOException {
        this.name = name;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Balancer.HOST), port), 100);
        this.server.setExecutor(this.threads);
        this.server.createContext("/", this::handle);
        this.server.start();
    }

    String name() {
        return this.name;
    }

    int port() {
        return this.server.getAddress().getPort();
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
        register(balancer, name, state, port, new InetSocketAddress(Balancer.HOST, port));
    }

    static void register(Balancer balancer, String name, NodeState state, int port, InetSocketAddress sip) {
        balancer.running().registry().nodeRegistered(
                new NodeDescription(name, "0", Map.of(Transport.UDP, sip), name, OptionalInt.of(port)), state);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        this.requests
                .add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        this.handler.handle(exchange);
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    Request last() {
        return this.requests.get(this.requests.size() - 1);
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.threads.shutdownNow();
    }
}
