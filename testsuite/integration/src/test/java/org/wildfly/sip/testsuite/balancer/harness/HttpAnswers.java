/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The HTTP of a node: answers each request with the node's name and what it got. */
public final class HttpAnswers implements AutoCloseable {
    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public HttpAnswers(String name) throws IOException {
        this.name = name;
        this.server = HttpServer.create(new InetSocketAddress(StartedBalancer.HOST, 0), 0);
        this.server.createContext("/", this::answer);
        this.server.setExecutor(this.threads);
        this.server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        StringBuilder answer = new StringBuilder(
                "node=" + this.name + "\n" + exchange.getRequestMethod() + ' ' + exchange.getRequestURI() + '\n');
        exchange.getRequestHeaders().forEach((header, values) -> answer.append(header).append(": ").append(values).append('\n'));
        answer.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        if ("close".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("X-Then"))) {
            exchange.getResponseHeaders().add("Connection", "close");
        }
        exchange.sendResponseHeaders(200, exchange.getRequestURI().getPath().equals("/chunked") ? 0 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public int port() {
        return this.server.getAddress().getPort();
    }

    /** Connections are refused from now on. */
    public void stop() {
        this.server.stop(0);
    }

    @Override
    public void close() {
        stop();
        this.threads.shutdownNow();
    }
}
