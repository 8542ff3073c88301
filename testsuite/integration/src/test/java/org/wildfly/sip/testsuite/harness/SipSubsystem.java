/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.harness;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

import org.jboss.dmr.ModelNode;
import org.wildfly.sip.demo.process.ManagementClient;
import org.wildfly.sip.demo.process.ServerNode;

/** {@code /subsystem=sip} of a node. */
public final class SipSubsystem {
    private static final String[] ADDRESS = {"subsystem", "sip"};

    private final ManagementClient client;

    /** @param node a node that runs */
    public SipSubsystem(ServerNode node) {
        this.client = node.management();
    }

    /** Where the node stands. */
    public String state() {
        return this.client.read("state", ADDRESS).asString();
    }

    /** A number of the node. */
    public long number(String attribute) {
        return this.client.read(attribute, ADDRESS).asLong();
    }

    /** Begins the graceful shutdown. */
    public void gracefulShutdown(long timeToWait) {
        this.execute("gracefulShutdown", "timeToWait", timeToWait);
    }

    /** Begins the graceful shutdown of one application. */
    public void contextGracefulShutdown(long timeToWait, String application) {
        this.execute("contextGracefulShutdown", "timeToWait", timeToWait, "sipApp", application);
    }

    /** Cancels the graceful shutdown. */
    public void cancelGracefulShutdown() {
        this.execute("cancel-graceful-shutdown");
    }

    /** Executes an operation of the subsystem. */
    public ModelNode execute(String operation, Object... parameters) {
        return this.client.execute(operation, ManagementClient.parameters(parameters), ADDRESS);
    }

    /** Executes an operation on another thread. */
    public CompletableFuture<ModelNode> executeAsync(String operation, Object... parameters) {
        return CompletableFuture.supplyAsync(() -> this.execute(operation, parameters));
    }

    /** Where the node itself takes SIP over UDP. */
    public InetSocketAddress udp() {
        int port = this.client.read("bound-port", "socket-binding-group", "standard-sockets", "socket-binding", "sip-udp").asInt();
        return new InetSocketAddress("127.0.0.1", port);
    }
}
