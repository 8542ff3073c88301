/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.TopologyChanged;
import org.infinispan.notifications.cachelistener.event.TopologyChangedEvent;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.infinispan.remoting.transport.Address;

/**
 * Tells of each node once that it has left: as soon as the cluster's view is without it (death, shutdown, partition), or when only the
 * cache was stopped there. Told on the cluster's thread, before the cache has given the node's entries to others.
 */
@Listener
public final class Departures {
    private final Configuration configuration;
    private final Set<Address> gone = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean merging = new AtomicBoolean();

    /** What a {@link Departures} needs. */
    interface Configuration {
        ClusterTopology topology();

        /** Called for each node that has left. */
        void departed(Address node);

        /** Called when a cluster that was in parts has come together and the cache begins to resolve conflicts. */
        void merged();

        /** Called when nodes have come or gone, or entries have moved. */
        void topologyChanged();
    }

    Departures(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Called by the cache manager. */
    @ViewChanged
    @Merged
    public void viewChanged(ViewChangedEvent event) {
        Collection<Address> members = event.getNewMembers();
        this.configuration.topology().viewChanged(members);
        this.gone.removeAll(members);
        this.depart(event.getOldMembers(), members);
        if (event.isMergeView()) {
            this.merging.set(true);
        }
        this.configuration.topologyChanged();
    }

    /** Called by the cache. */
    @TopologyChanged
    public void topologyChanged(TopologyChangedEvent<String, byte[]> event) {
        if (event.isPre()) {
            return;
        }
        if (event.getReadConsistentHashAtStart() != null && event.getReadConsistentHashAtEnd() != null) {
            Collection<Address> members = event.getWriteConsistentHashAtEnd().getMembers();
            // the cache was started again there; a dead node may still be in the topology, but not in the view
            this.gone.removeIf(node -> members.contains(node) && this.configuration.topology().isInView(node));
            this.depart(event.getReadConsistentHashAtStart().getMembers(), members);
        }
        // until then the cache has the topology, and the entries, of before the merge
        if (this.merging.compareAndSet(true, false)) {
            this.configuration.merged();
        }
        this.configuration.topologyChanged();
    }

    private void depart(Collection<Address> before, Collection<Address> after) {
        for (Address node : before) {
            if (!after.contains(node) && this.gone.add(node)) {
                this.configuration.departed(node);
            }
        }
    }
}
