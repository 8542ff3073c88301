/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;

/**
 * The connections to one node. Each I/O thread has its own ones, so that there is no lock; a thread gets back what it has taken. A
 * connection has one request at a time and is kept for the next.
 */
final class NodePool {

    /** What pools have in common. */
    interface Configuration {
        /** How many connections a thread may have to a node. */
        int maxConnections();

        /** How long connecting may take. */
        Duration connectTimeout();

        /** How long a node that refuses connections is left out. */
        Duration ejection();

        /** How long a connection is kept for another request: shorter than servers do it, so that few requests cross with a close. */
        default Duration keepAlive() {
            return Duration.ofSeconds(15);
        }
    }

    /** Told what becomes of a wish for a connection, on the I/O thread. */
    interface Taker {
        /**
         * There is a connection.
         *
         * @param reused true if it has had a request before
         */
        void taken(NodeConnection connection, boolean reused);

        /** The node does not take a connection. */
        void refused(IOException cause);

        /** There are as many connections as there may be, all in use. */
        void busy();
    }

    private record Idle(NodeConnection connection, long since) {
    }

    /** The connections of one thread. */
    private static final class Lane {
        private final Deque<Idle> idle = new ArrayDeque<>();
        private int open;
        private boolean sweeping;
    }

    private final String node;
    private final NodeAddress address;
    private final NodeConnector connector;
    private final Configuration configuration;
    private final Map<XnioIoThread, Lane> lanes = new ConcurrentHashMap<>();
    private volatile long ejectedAt;
    private volatile boolean ejected;
    private volatile boolean closed;

    /**
     * @param node          the node's name
     * @param address       where it takes HTTP
     * @param connector     makes connections
     * @param configuration bounds
     */
    NodePool(String node, NodeAddress address, NodeConnector connector, Configuration configuration) {
        this.node = node;
        this.address = address;
        this.connector = connector;
        this.configuration = configuration;
    }

    String node() {
        return this.node;
    }

    NodeAddress address() {
        return this.address;
    }

    /** True if the node has refused a connection a short time ago. */
    boolean isEjected() {
        return this.ejected && System.nanoTime() - this.ejectedAt < this.configuration.ejection().toNanos();
    }

    /**
     * Takes a connection. To be called by an I/O thread, which gets the answer, too.
     *
     * @param fresh true if it must be a new one
     */
    void take(XnioIoThread thread, ByteBufferPool buffers, boolean fresh, Taker taker) {
        Lane lane = this.lanes.computeIfAbsent(thread, key -> new Lane());
        NodeConnection kept = fresh ? null : kept(lane);
        if (kept != null) {
            taker.taken(kept, true);
        } else if (lane.open - lane.idle.size() >= this.configuration.maxConnections()) {
            taker.busy();
        } else {
            if (lane.open >= this.configuration.maxConnections()) {
                IoUtils.safeClose(lane.idle.removeLast().connection().client());
            }
            open(thread, buffers, lane, taker);
        }
    }

    /** Gives a connection back that has done its request. To be called by the thread that has taken it. */
    void release(NodeConnection connection) {
        ClientConnection client = connection.client();
        Lane lane = this.lanes.get(client.getIoThread());
        if (!client.isOpen() || client.isUpgraded()) {
            return;
        }
        if (this.closed) {
            IoUtils.safeClose(client);
            return;
        }
        lane.idle.addFirst(new Idle(connection, System.nanoTime()));
        sweepLater(client.getIoThread(), lane);
    }

    /** Closes the connections that are not in use; the others are closed when they are given back. */
    void close() {
        this.closed = true;
        this.lanes.forEach((thread, lane) -> thread.execute(() -> {
            for (Idle idle = lane.idle.poll(); idle != null; idle = lane.idle.poll()) {
                IoUtils.safeClose(idle.connection().client());
            }
        }));
    }

    private static NodeConnection kept(Lane lane) {
        for (Idle idle = lane.idle.pollFirst(); idle != null; idle = lane.idle.pollFirst()) {
            if (idle.connection().client().isOpen()) {
                return idle.connection();
            }
        }
        return null;
    }

    private void open(XnioIoThread thread, ByteBufferPool buffers, Lane lane, Taker taker) {
        lane.open++;
        this.connector.connect(this.address, thread, buffers, this.configuration.connectTimeout(), new ClientCallback<>() {
            @Override
            public void completed(NodeConnection connection) {
                NodePool.this.ejected = false;
                connection.client().getCloseSetter().set(closing -> {
                    lane.open--;
                    lane.idle.removeIf(idle -> idle.connection() == connection);
                });
                taker.taken(connection, false);
            }

            @Override
            public void failed(IOException e) {
                lane.open--;
                eject(e);
                taker.refused(e);
            }
        });
    }

    private void eject(IOException cause) {
        boolean known = isEjected();
        this.ejectedAt = System.nanoTime();
        this.ejected = true;
        if (!known) {
            HttpLogger.LOGGER.nodeEjected(this.node, this.address.uri(), cause.getMessage(), this.configuration.ejection().toMillis());
        }
    }

    private void sweepLater(XnioIoThread thread, Lane lane) {
        if (!lane.sweeping) {
            lane.sweeping = true;
            thread.executeAfter(() -> sweep(thread, lane), this.configuration.keepAlive().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sweep(XnioIoThread thread, Lane lane) {
        lane.sweeping = false;
        long now = System.nanoTime();
        while (!lane.idle.isEmpty() && now - lane.idle.peekLast().since() >= this.configuration.keepAlive().toNanos()) {
            IoUtils.safeClose(lane.idle.pollLast().connection().client());
        }
        if (!lane.idle.isEmpty()) {
            sweepLater(thread, lane);
        }
    }
}
