/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

/**
 * A node's side of the heartbeat: keeps a connection to each of its balancers, registers the node there, tells each change of its state,
 * and tells its listener which balancers there are. A connection that fails is tried again for ever.
 * <p>
 * All methods may be called by any thread; none but {@link #close()} waits. One thread of its own does the work.
 */
public final class HeartbeatClient implements AutoCloseable {

    /** What a client needs to know. */
    public interface Configuration {
        /** Who this node is. Never null. */
        NodeDescription node();

        /**
         * The heartbeat addresses of the balancers that are known from the start; may be empty. May be unresolved: names are resolved
         * at each connect.
         */
        Collection<InetSocketAddress> balancers();

        /** The secret shared with the balancers, or null. */
        default byte[] secret() {
            return null;
        }

        /** Shows who the node is, and says which balancers it trusts; null for no TLS. */
        default SSLContext sslContext() {
            return null;
        }

        /** True if, with TLS, the certificate of a balancer must be of the name or address by which it is known here. */
        default boolean verifiesHostNames() {
            return true;
        }

        /** The state in which the node registers, UP or DRAINING. */
        default NodeState initialState() {
            return NodeState.UP;
        }

        /** How often the node says that it is alive. */
        default Duration interval() {
            return Duration.ofSeconds(1);
        }

        /** How long a silent balancer is taken for alive. */
        default Duration timeout() {
            return Duration.ofSeconds(5);
        }

        /** How long connecting and the handshake may take. */
        default Duration connectTimeout() {
            return Duration.ofSeconds(2);
        }

        /** How long after a failure the next try is made. */
        default Duration reconnectDelay() {
            return Duration.ofSeconds(1);
        }

        /** Who is told of changes. */
        default Listener listener() {
            return new Listener() {
            };
        }
    }

    /**
     * Told of changes, on the client's own thread: must return at once.
     */
    public interface Listener {
        /** A balancer has welcomed this node. */
        default void balancerUp(BalancerDescription balancer) {
        }

        /** A balancer is gone. */
        default void balancerDown(BalancerDescription balancer) {
        }

        /** A balancer says that another node is dead. Several balancers may say so of one node. */
        default void nodeDown(String nodeName) {
        }
    }

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Configuration configuration;
    private final HeartbeatLoop loop;
    private final NameResolution names = new NameResolution();
    private final Map<InetSocketAddress, BalancerLink> links = new LinkedHashMap<>();
    private final List<BalancerLink> leaving = new ArrayList<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile List<BalancerDescription> balancers = List.of();
    private NodeState state;

    /**
     * @throws IllegalArgumentException if the secret is empty or the initial state is DOWN
     */
    public HeartbeatClient(Configuration configuration) {
        this.configuration = Objects.requireNonNull(configuration);
        this.state = requireAlive(configuration.initialState());
        if (configuration.secret() != null && configuration.secret().length == 0) {
            throw new IllegalArgumentException("the shared secret is empty");
        }
        Duration tick = configuration.interval().dividedBy(4);
        this.loop = new HeartbeatLoop("SIP heartbeat of " + configuration.node().name(), () -> tick, this::tick);
    }

    /** Starts connecting. At most once. */
    public void start() {
        if (!this.started.compareAndSet(false, true)) {
            throw new IllegalStateException("already started");
        }
        this.configuration.balancers().forEach(this::add);
        this.loop.start();
    }

    /**
     * Tells all balancers the node's state, also those that come later.
     *
     * @param state UP or DRAINING
     * @return completes when all balancers that are connected now have acknowledged or are gone; at once if there is none. Never fails;
     *         has no timeout
     *         of its own. What depends on it runs on the client's own thread and must return at once
     */
    public CompletionStage<Void> announce(NodeState state) {
        requireAlive(state);
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        boolean queued = this.loop.execute(() -> {
            this.state = state;
            CompletableFuture.allOf(this.links.values().stream().map(link -> link.announce(state)).toArray(CompletableFuture[]::new))
                    .whenComplete((nothing, failure) -> acknowledged.complete(null));
        });
        if (!queued || !this.started.get()) {
            acknowledged.complete(null);
        }
        return acknowledged;
    }

    /** The balancers that have welcomed this node and are alive. An immutable snapshot. */
    public List<BalancerDescription> balancers() {
        return this.balancers;
    }

    /** Connects to one more balancer; nothing happens if it is known already. */
    public void addBalancer(InetSocketAddress address) {
        Objects.requireNonNull(address);
        this.loop.execute(() -> add(address));
    }

    /** Says goodbye to a balancer and forgets it; nothing happens if it is not known. */
    public void removeBalancer(InetSocketAddress address) {
        Objects.requireNonNull(address);
        this.loop.execute(() -> {
            BalancerLink link = this.links.remove(address);
            if (link != null) {
                link.leave();
                this.leaving.add(link);
            }
        });
    }

    /** Says goodbye to all balancers, which then stop sending to this node at once, and ends. Waits at most a second. */
    @Override
    public void close() {
        if (!this.closed.compareAndSet(false, true)) {
            return;
        }
        this.names.close();
        if (this.started.get()) {
            this.loop.execute(() -> this.links.values().forEach(BalancerLink::leave));
            this.loop.join(FAREWELL);
        }
        this.loop.close();
        this.balancers = List.of();
    }

    private void add(InetSocketAddress address) {
        this.links.computeIfAbsent(address,
                key -> new BalancerLink(key, this.configuration, this.loop, this.names, new BalancerLink.Owner() {
                    @Override
                    public NodeState state() {
                        return HeartbeatClient.this.state;
                    }

                    @Override
                    public void changed() {
                        HeartbeatClient.this.balancers = HeartbeatClient.this.links.values().stream().map(BalancerLink::balancer)
                                .filter(Objects::nonNull).toList();
                    }
                }));
    }

    private void tick() {
        long now = System.nanoTime();
        this.links.values().forEach(link -> link.tick(now));
        this.leaving.forEach(link -> link.tick(now));
        this.leaving.removeIf(link -> !link.isOpen());
        if (this.closed.get() && this.links.values().stream().noneMatch(BalancerLink::isOpen)) {
            this.loop.close();
        }
    }

    private static NodeState requireAlive(NodeState state) {
        if (!state.isAlive()) {
            throw new IllegalArgumentException("a node cannot announce " + state);
        }
        return state;
    }
}
