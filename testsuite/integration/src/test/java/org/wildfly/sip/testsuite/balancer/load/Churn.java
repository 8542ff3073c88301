/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;

/** Nodes die and come back one after the other, connections open and close, some without a word. */
final class Churn implements AutoCloseable {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int NODE_EVERY = 20;

    private final StartedBalancer balancer;
    private final List<Responder> nodes;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::churn, "churn");

    /** Begins; the first of the nodes stays. */
    Churn(StartedBalancer balancer, List<Responder> nodes) {
        this.balancer = balancer;
        this.nodes = nodes;
        this.thread.setDaemon(true);
        this.thread.start();
    }

    long connections() {
        return this.connections.get();
    }

    private void churn() {
        try {
            for (int i = 0; !this.ended.get(); i++) {
                connect(i % 3 == 0);
                if (i % NODE_EVERY == 0) {
                    this.nodes.get(1 + i / NODE_EVERY % (this.nodes.size() - 1)).die();
                } else if (i % NODE_EVERY == NODE_EVERY / 2) {
                    this.nodes.get(1 + i / NODE_EVERY % (this.nodes.size() - 1)).start();
                }
                LockSupport.parkNanos(PERIOD);
            }
        } catch (IOException e) {
            this.failure.set(e);
        }
    }

    private void connect(boolean silent) throws IOException {
        if (silent) {
            new Socket(StartedBalancer.HOST, this.balancer.port("external")).close();
        } else {
            try (StreamPeer client = StreamPeer.connect(this.balancer.external())) {
                client.send(client.request("OPTIONS", "sip:bob@" + this.nodes.get(0).hostPort()));
                client.receive();
            }
        }
        this.connections.incrementAndGet();
    }

    /** Ends, with all nodes there. */
    @Override
    public void close() throws IOException {
        this.ended.set(true);
        try {
            this.thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (this.failure.get() != null) {
            throw this.failure.get();
        }
    }
}
