/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of a leg: by number, by the other side's address, and by the address at which the other side says that it listens. For
 * any thread.
 */
final class ConnectionTable {
    private final Map<Long, Connection> byFlow = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Connection> byAddress = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Connection> byAlias = new ConcurrentHashMap<>();

    int size() {
        return this.byFlow.size();
    }

    Collection<Connection> all() {
        return this.byFlow.values();
    }

    void add(Connection connection) {
        this.byFlow.put(connection.flow(), connection);
        this.byAddress.put(connection.remote(), connection);
    }

    /**
     * The other side says, once per connection, that it listens at an address; the host is known to be its own. The last connection that
     * says so is taken: who connects again may not have noticed yet, nor may this side, that the last connection is dead. On the loop's
     * thread of the connection.
     */
    void alias(Connection connection, InetSocketAddress alias) {
        connection.setAlias(alias);
        this.byAlias.put(alias, connection);
    }

    /** On the loop's thread of the connection. */
    void remove(Connection connection) {
        this.byFlow.remove(connection.flow(), connection);
        this.byAddress.remove(connection.remote(), connection);
        if (connection.alias() != null) {
            this.byAlias.remove(connection.alias(), connection);
        }
    }

    /** The connection of a number, if it leads to a host, or null. */
    Connection find(long flow, InetSocketAddress to) {
        Connection connection = this.byFlow.get(flow);
        return connection != null && connection.remote().getAddress().equals(to.getAddress()) ? connection : null;
    }

    /** A connection to an address, or null. */
    Connection find(InetSocketAddress to) {
        Connection connection = this.byAddress.get(to);
        return connection == null ? this.byAlias.get(to) : connection;
    }
}
