/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.remoting.transport.Transport;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.infinispan.topology.CacheTopology;
import org.jgroups.JChannel;
import org.wildfly.sip.ha.store.SessionStore;

/** Members of one cluster on 127.0.0.1, on ports that were free, found by their addresses. */
final class TestCluster {
    private final String name = "test-" + UUID.randomUUID();
    private final List<Integer> ports;

    TestCluster(int size) {
        this.ports = freePorts(size);
        System.setProperty("jgroups.tcpping.initial_hosts", this.initialHosts());
    }

    /** What a member needs to know of the others, as system property. */
    String initialHosts() {
        return this.ports.stream().map(port -> "127.0.0.1[" + port + ']').collect(Collectors.joining(","));
    }

    String name() {
        return this.name;
    }

    int port(int member) {
        return this.ports.get(member);
    }

    /** A member that is not started; JGroups takes the first free port of the range. */
    EmbeddedStore node(String nodeName) {
        return this.node(nodeName, EmbeddedStoreBuilder.JGROUPS_STATIC);
    }

    EmbeddedStore node(String nodeName, String jgroups) {
        System.setProperty("jgroups.bind.port", Integer.toString(this.ports.get(0)));
        return member(nodeName, this.name, jgroups);
    }

    static EmbeddedStore member(String nodeName, String clusterName, String jgroups) {
        try {
            return EmbeddedStore.builder(nodeName).clusterName(clusterName).jgroups(jgroups).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isBalanced(SessionStore store) {
        LocalizedCacheTopology topology = topology(store);
        return topology.getPhase() == CacheTopology.Phase.NO_REBALANCE && topology.getMembers().size() == store.nodes().size();
    }

    static LocalizedCacheTopology topology(SessionStore store) {
        return ((EmbeddedStore) store).manager().getCache(EmbeddedStoreBuilder.DEFAULT_CACHE_NAME).getAdvancedCache()
                .getDistributionManager()
                .getCacheTopology();
    }

    static JChannel channel(SessionStore store) {
        return ((JGroupsTransport) GlobalComponentRegistry.componentOf(((EmbeddedStore) store).manager(), Transport.class)).getChannel();
    }

    /** Ports one after the other: the range in which JGroups looks for a free one. */
    private static List<Integer> freePorts(int size) {
        for (int attempt = 0; attempt < 100; attempt++) {
            List<ServerSocket> sockets = new ArrayList<>();
            try {
                ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(first);
                for (int i = 1; i < size; i++) {
                    sockets.add(new ServerSocket(first.getLocalPort() + i, 1, InetAddress.getLoopbackAddress()));
                }
                return sockets.stream().map(ServerSocket::getLocalPort).toList();
            } catch (IOException taken) {
                continue;
            } finally {
                sockets.forEach(TestCluster::close);
            }
        }
        throw new IllegalStateException("No free ports");
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
