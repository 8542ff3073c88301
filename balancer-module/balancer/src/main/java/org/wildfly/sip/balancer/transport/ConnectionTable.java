/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;

/**
 * The connections of a balancer: by number; on each leg by the other side's address, and by the address at which the other side says that
 * it listens. For any thread.
 */
final class ConnectionTable {
    /** Connections have other numbers after each start, so that a Via of before does not lead to one of them. */
    private static final long FIRST_FLOW_BOUND = 1L << 40;

    private final AtomicLong lastFlow = new AtomicLong(ThreadLocalRandom.current().nextLong(FIRST_FLOW_BOUND));
    private final Map<Long, Connection> byFlow = new ConcurrentHashMap<>();
    private final Map<Leg, Map<InetSocketAddress, Connection>> byAddress = new EnumMap<>(Leg.class);
    private final Map<Leg, Map<InetSocketAddress, Connection>> byAlias = new EnumMap<>(Leg.class);

    ConnectionTable() {
        for (Leg leg : Leg.values()) {
            this.byAddress.put(leg, new ConcurrentHashMap<>());
            this.byAlias.put(leg, new ConcurrentHashMap<>());
        }
    }

    /** A number that no other connection has. */
    long newFlow() {
        return this.lastFlow.incrementAndGet();
    }

    int size() {
        return this.byFlow.size();
    }

    /** How many connections there are on a leg, but for those to an address to which there is another. */
    int size(Leg leg) {
        return this.byAddress.get(leg).size();
    }

    Collection<Connection> all() {
        return this.byFlow.values();
    }

    void add(Connection connection) {
        this.byFlow.put(connection.flow(), connection);
        this.byAddress.get(connection.point().leg()).put(connection.remote(), connection);
    }

    /** Adds a connection that is to be made, unless there is another to its address that is not closed, which is returned then. */
    Connection addUnlessThere(Connection connection) {
        Connection there = this.byAddress.get(connection.point().leg()).compute(connection.remote(),
                (to, other) -> open(other) == null ? connection : other);
        if (there != connection) {
            return there;
        }
        this.byFlow.put(connection.flow(), connection);
        return null;
    }

    /**
     * The other side says, once per connection, that it listens at an address; the host is known to be its own. The last connection that
     * says so is taken: who connects again may not have noticed yet, nor may this side, that the last connection is dead. On the loop's
     * thread of the connection.
     */
    void alias(Connection connection, InetSocketAddress alias) {
        connection.setAlias(alias);
        this.byAlias.get(connection.point().leg()).put(alias, connection);
    }

    /** On the loop's thread of the connection. */
    void remove(Connection connection) {
        Leg leg = connection.point().leg();
        this.byFlow.remove(connection.flow(), connection);
        this.byAddress.get(leg).remove(connection.remote(), connection);
        if (connection.alias() != null) {
            this.byAlias.get(leg).remove(connection.alias(), connection);
        }
    }

    /** The connection of a number that is not closed, or null. */
    Connection find(long flow) {
        return open(this.byFlow.get(flow));
    }

    /** The connection of a number that is not closed, if it leads to a host, or null. */
    Connection find(long flow, InetSocketAddress to) {
        Connection connection = find(flow);
        return connection != null && connection.remote().getAddress().equals(to.getAddress()) ? connection : null;
    }

    /** A connection to an address that is not closed, on the leg of a place, or null. Who listens somewhere says so for one transport. */
    Connection find(ListeningPoint from, InetSocketAddress to) {
        Connection connection = open(this.byAddress.get(from.leg()).get(to));
        if (connection == null) {
            connection = open(this.byAlias.get(from.leg()).get(to));
            return connection != null && connection.point().transport() == from.transport() ? connection : null;
        }
        return connection;
    }

    private static Connection open(Connection connection) {
        return connection == null || connection.isClosed() ? null : connection;
    }
}
