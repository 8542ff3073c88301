/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** A node without state, which answers whatever comes. It can die and come back at the same port. */
final class Responder implements AutoCloseable {
    private final String name;
    private final String transport;
    private final StartedBalancer balancer;
    private final InetSocketAddress address;
    private final Program program;
    private Closeable running;
    private NativeHeartbeat heartbeat;

    /** What a node runs. */
    @FunctionalInterface
    interface Program {
        /** Begins to answer at an address; closing what it returns kills it. */
        Closeable start(InetSocketAddress address) throws IOException;
    }

    /** A node on UDP. */
    Responder(String name, StartedBalancer balancer) throws IOException {
        this(name, balancer, "UDP", address -> new DatagramResponder(name, address, balancer.internal()));
    }

    Responder(String name, StartedBalancer balancer, String transport, Program program) throws IOException {
        this.name = name;
        this.transport = transport;
        this.balancer = balancer;
        this.address = new InetSocketAddress(StartedBalancer.HOST, balancer.freePort());
        this.program = program;
        start();
    }

    String name() {
        return this.name;
    }

    /** Its address in a URI. */
    String hostPort() {
        return StartedBalancer.HOST + ':' + this.address.getPort();
    }

    /** The process is there; returns when the balancer knows. */
    void start() throws IOException {
        this.running = this.program.start(this.address);
        this.heartbeat = new NativeHeartbeat(this.balancer.address("heartbeat"),
                new Announcement(this.name).address(this.transport, this.address));
    }

    /** The process is gone, without a word. */
    void die() throws IOException {
        this.running.close();
        this.heartbeat.close();
    }

    @Override
    public void close() throws IOException {
        this.heartbeat.leave();
        this.running.close();
    }
}
