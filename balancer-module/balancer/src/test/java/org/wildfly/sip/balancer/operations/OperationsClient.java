/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A balancer with an operations port, and an operator who sends raw HTTP.
 */
final class OperationsClient implements AutoCloseable {
    private final LoadBalancer balancer;

    /**
     * @param lines of lb.properties, besides ports
     */
    OperationsClient(String... lines) throws Exception {
        String text = "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=0\nudpReceiveBufferSize=65536\n"
                + String.join("\n", lines);
        this.balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(text)));
    }

    LoadBalancer balancer() {
        return this.balancer;
    }

    void node(String name, NodeState state) {
        this.balancer.registry().nodeRegistered(
                NodeDescription.of(name, "0", Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080))), state);
    }

    Response get(String path, String... headers) throws IOException {
        return send("GET", path, headers);
    }

    Response post(String path, String... headers) throws IOException {
        return send("POST", path, headers);
    }

    private Response send(String method, String path, String... headers) throws IOException {
        boolean host = String.join("\n", headers).contains("Host:");
        StringBuilder request = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nConnection: close\r\n");
        request.append(host ? "" : "Host: 127.0.0.1:" + this.balancer.operationsPort() + "\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return raw(request + "\r\n");
    }

    Response raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", this.balancer.operationsPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            return end < 0
                    ? new Response(0, text, "")
                    : new Response(Integer.parseInt(text.split(" ")[1]), text.substring(0, end), text.substring(end + 4));
        }
    }

    @Override
    public void close() {
        this.balancer.close();
    }

    /**
     * @param status 0 if the connection was closed without an answer
     */
    record Response(int status, String headers, String body) {
    }
}
