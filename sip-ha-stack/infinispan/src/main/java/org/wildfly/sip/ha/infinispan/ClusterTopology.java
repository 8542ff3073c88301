/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.infinispan.AdvancedCache;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.infinispan.distribution.DistributionInfo;
import org.infinispan.distribution.DistributionManager;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.encoding.DataConversion;
import org.infinispan.remoting.transport.Address;
import org.infinispan.topology.CacheTopology;

/**
 * Which nodes have the cache, and which of them holds a key. Names of nodes are those of the transport, which WildFly and the embedded
 * store set to the name in the configuration. Safe for use by many threads, never waits.
 */
final class ClusterTopology {
    private final DistributionManager distribution;
    private final DataConversion keys;
    private final Address localAddress;
    private final String localName;
    private volatile Set<Address> view;

    ClusterTopology(AdvancedCache<String, byte[]> cache, String nodeName) {
        this.distribution = cache.getDistributionManager();
        this.keys = cache.getKeyDataConversion();
        this.localAddress = cache.getCacheManager().getAddress();
        List<Address> members = cache.getCacheManager().getMembers();
        this.view = members == null ? Set.of() : Set.copyOf(members);
        this.localName = this.isShared() ? this.localAddress.toString() : nodeName;
    }

    boolean isShared() {
        return this.distribution != null;
    }

    String localName() {
        return this.localName;
    }

    void viewChanged(Collection<Address> members) {
        this.view = Set.copyOf(members);
    }

    boolean isInView(Address node) {
        return this.view.contains(node);
    }

    Set<String> names() {
        if (!this.isShared()) {
            return Set.of(this.localName);
        }
        Set<Address> alive = this.view;
        return this.current().getMembers().stream().filter(alive::contains).map(Address::toString).collect(Collectors.toUnmodifiableSet());
    }

    boolean isPrimary(String key) {
        return !this.isShared() || this.distribution(key).isPrimary();
    }

    /** Whether a read of the key costs no round trip. */
    boolean isHeldHere(String key) {
        return !this.isShared() || this.distribution(key).isReadOwner();
    }

    /** The nodes other than this one that have to answer before a write of the key is complete. */
    Collection<Address> writeTargets(String key) {
        if (!this.isShared()) {
            return List.of();
        }
        DistributionInfo owners = this.distribution(key);
        if (owners.isPrimary()) {
            return owners.writeBackups();
        }
        List<Address> others = new ArrayList<>(owners.writeOwners());
        others.remove(this.localAddress);
        return others;
    }

    /**
     * The segments of which this node is the first living owner. After a death this is true before the cache has a new topology, and the
     * same for all survivors that know the same topology and view.
     */
    IntSet responsibleFor(LocalizedCacheTopology topology) {
        Set<Address> alive = this.view;
        IntSet segments = IntSets.mutableEmptySet(topology.getNumSegments());
        for (int segment = 0; segment < topology.getNumSegments(); segment++) {
            for (Address owner : topology.getSegmentDistribution(segment).readOwners()) {
                if (alive.contains(owner)) {
                    if (owner.equals(this.localAddress)) {
                        segments.set(segment);
                    }
                    break;
                }
            }
        }
        return segments;
    }

    /** Whether no entries are on their way to other nodes, no conflicts are being resolved and every owner in the topology is alive. */
    boolean isSettled(LocalizedCacheTopology topology) {
        return topology.getPhase() == CacheTopology.Phase.NO_REBALANCE && this.view.containsAll(topology.getMembers());
    }

    /** Whether the entries have found their places, of which this node has its part. */
    boolean isBalanced() {
        LocalizedCacheTopology topology = this.current();
        return this.isSettled(topology) && topology.getMembersSet().contains(this.localAddress) && this.canLeave();
    }

    /** Whether every entry that this node holds has another living holder, or there is nobody to be one. */
    boolean canLeave() {
        LocalizedCacheTopology topology = this.current();
        Set<Address> others = new HashSet<>(this.view);
        others.remove(this.localAddress);
        others.retainAll(topology.getMembers());
        return others.isEmpty() || topology.getLocalReadSegments().intStream()
                .allMatch(segment -> topology.getSegmentDistribution(segment).readOwners().stream().anyMatch(others::contains));
    }

    /** The cache's topology now; null if it is not shared. */
    LocalizedCacheTopology current() {
        return this.isShared() ? this.distribution.getCacheTopology() : null;
    }

    private DistributionInfo distribution(String key) {
        return this.distribution.getCacheTopology().getDistribution(this.keys.toStorage(key));
    }
}
