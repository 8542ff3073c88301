/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import javax.net.ssl.SSLContext;

/**
 * A balancer's side of the heartbeat: takes the connections of nodes, tells its listener what becomes of the nodes, and tells the other
 * nodes when one dies.
 * <p>
 * A node whose connection closes without goodbye is dead at once, a silent one after the node timeout. A node that registers under the
 * name of another connection takes that one's place. One thread of its own does the work; all methods may be called by any thread.
 */
public final class HeartbeatServer implements AutoCloseable {

    /** What a server needs to know. */
    public interface Configuration {
        /** Where to listen; port 0 stands for any free one. */
        InetSocketAddress address();

        /** Who this balancer is; asked at each registration. */
        BalancerDescription balancer();

        /** The secret shared with the nodes, or null. */
        default byte[] secret() {
            return null;
        }

        /** Shows who the balancer is, and says whom it trusts; null for no TLS. */
        default SSLContext sslContext() {
            return null;
        }

        /** True if, with TLS, a node has to show a certificate that the context trusts. */
        default boolean requiresCertificate() {
            return true;
        }

        /** True if nodes on other hosts are taken although there is no shared secret. */
        default boolean remoteWithoutSecret() {
            return false;
        }

        /**
         * True if a node may come from an address. Asked on the server's own thread: must return at once.
         *
         * @param proved true if it has to prove that it knows the secret, or has shown a certificate
         */
        default boolean allows(InetAddress peer, boolean proved) {
            return proved || remoteWithoutSecret() || peer.isLoopbackAddress();
        }

        /** True if a node that may come from an address may describe itself like this. Must return at once. */
        default boolean allows(InetAddress peer, boolean proved, NodeDescription node) {
            return true;
        }

        /** How long a silent node is taken for alive; asked again and again. */
        default Duration nodeTimeout() {
            return Duration.ofMillis(5100);
        }

        /** How often silence is looked for; asked again and again, see {@link HeartbeatServer#intervalChanged}. */
        default Duration interval() {
            return Duration.ofMillis(150);
        }

        /** How long the handshake may take. */
        default Duration handshakeTimeout() {
            return Duration.ofSeconds(5);
        }

        /** How many connections there may be at a time. */
        default int maxConnections() {
            return 512;
        }

        /** Who is told of the nodes. */
        Listener listener();
    }

    /**
     * Told of the nodes, on the server's own thread: must return at once. A state is acknowledged to the node after the listener has
     * returned.
     */
    public interface Listener {
        /** A node has come, or come again, perhaps with another description. */
        void nodeRegistered(NodeDescription node, NodeState state);

        /** A registered node has announced a state. */
        void nodeStateChanged(String name, NodeState state);

        /** A registered node is dead. */
        void nodeDown(String name, String reason);

        /** A registered node has said goodbye. */
        void nodeLeft(String name);

        /** Somebody who wanted to register was not taken; the operator has been told. */
        default void refused(InetAddress peer) {
        }
    }

    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final Configuration configuration;
    private final HeartbeatLoop loop;
    private final RefusalLog refusals = new RefusalLog();
    private final NodeLinks links;
    private SelectionKey acceptKey;
    private volatile InetSocketAddress localAddress;

    /**
     * @throws IllegalArgumentException if the secret is empty
     */
    public HeartbeatServer(Configuration configuration) {
        if (configuration.secret() != null && configuration.secret().length == 0) {
            throw new IllegalArgumentException("the shared secret is empty");
        }
        this.configuration = configuration;
        this.links = new NodeLinks(configuration);
        this.loop = new HeartbeatLoop("SIP balancer heartbeat", configuration::interval, this::tick);
    }

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be bound
     */
    public void start() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(this.configuration.address());
            this.localAddress = (InetSocketAddress) server.getLocalAddress();
            this.acceptKey = this.loop.register(server, SelectionKey.OP_ACCEPT, new Acceptor(server, this::accept, this::acceptFailed));
        } catch (IOException e) {
            HeartbeatLoop.closeQuietly(server);
            throw e;
        }
        boolean tls = this.configuration.sslContext() != null;
        String address = NodeDescription.text(this.localAddress);
        HeartbeatServerLogger.LOGGER.listening(address, this.configuration.secret() == null ? "without" : "with", tls ? "with" : "without");
        boolean open = this.configuration.secret() == null && !(tls && this.configuration.requiresCertificate());
        // At a loopback address there are no others.
        if (open && !this.localAddress.getAddress().isLoopbackAddress()) {
            if (this.configuration.remoteWithoutSecret()) {
                HeartbeatServerLogger.LOGGER.openToAll(address);
            } else {
                HeartbeatServerLogger.LOGGER.onlyLoopback();
            }
        }
        this.loop.start();
    }

    /** Where the server listens; null before {@link #start()}. */
    public InetSocketAddress localAddress() {
        return this.localAddress;
    }

    /** Has a new {@link Configuration#interval} in effect at once, instead of after what is left of the old one. Never waits. */
    public void intervalChanged() {
        this.loop.execute(() -> {
        });
    }

    /** Says goodbye to all nodes and ends; the listener is not told. Waits at most half a second. */
    @Override
    public void close() {
        this.loop.execute(() -> {
            this.links.all().forEach(NodeLink::dismiss);
            this.loop.close();
        });
        this.loop.join(FAREWELL);
        this.loop.close();
    }

    private void tick() {
        long now = System.nanoTime();
        this.links.all().forEach(link -> link.tick(now));
        this.acceptKey.interestOps(SelectionKey.OP_ACCEPT);
    }

    /** Takes a connection that somebody has made. */
    private void accept(SocketChannel channel) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
        if (!this.links.admit(remote.getAddress())) {
            this.refusals.tooMany(this.links.size(), remote);
            HeartbeatLoop.closeQuietly(channel);
            return;
        }
        NodeLink link = new NodeLink(this.configuration, this.links, this.refusals);
        link.open(channel, this.loop.register(channel, SelectionKey.OP_READ, link));
        this.links.add(link);
    }

    /** Out of descriptors, perhaps: until the next tick, so that the loop does not spin. */
    private void acceptFailed(Exception cause) {
        this.acceptKey.interestOps(0);
        this.refusals.acceptFailed(cause);
    }
}
