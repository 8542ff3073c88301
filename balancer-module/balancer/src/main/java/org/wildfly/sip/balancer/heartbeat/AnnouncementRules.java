/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.wildfly.sip.balancer.network.Network;
import org.wildfly.sip.heartbeat.NodeDescription;

/**
 * From which addresses nodes may be announced, and which ones may be announced from there. Immutable; for any thread.
 * <p>
 * Who proves who he is, by the shared secret or a certificate, may come from anywhere unless networks are given, and may announce any
 * address. Who does not must come from one of the networks, or from this host if there are none, and may announce his own address and those
 * from which he could have come, too.
 */
public final class AnnouncementRules {
    private final List<Network> networks;
    private final boolean anybody;
    private final Set<InetAddress> local;

    /**
     * @param networks from where nodes may be announced; empty for this host only
     * @param anybody  true if nodes may be announced from everywhere
     */
    public AnnouncementRules(List<Network> networks, boolean anybody) {
        this(networks, anybody, ownAddresses());
    }

    AnnouncementRules(List<Network> networks, boolean anybody, Collection<InetAddress> own) {
        this.networks = List.copyOf(networks);
        this.anybody = anybody;
        this.local = Set.copyOf(own);
    }

    /** True if an address may announce nodes. */
    public boolean allows(InetAddress source, boolean proved) {
        if (this.networks.isEmpty()) {
            return proved || this.anybody || isLocal(source);
        }
        return this.networks.stream().anyMatch(network -> network.contains(source));
    }

    /** True if an address that may announce nodes may announce this one. */
    public boolean allows(InetAddress source, boolean proved, NodeDescription node) {
        return proved || node.addresses().values().stream().allMatch(address -> mayName(source, address.getAddress()));
    }

    private boolean mayName(InetAddress source, InetAddress named) {
        return named.equals(source) || isLocal(source) && isLocal(named)
                || this.networks.stream().anyMatch(network -> network.contains(named));
    }

    private boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || this.local.contains(address);
    }

    private static Collection<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).collect(Collectors.toSet());
        } catch (SocketException e) {
            return Set.of();
        }
    }
}
