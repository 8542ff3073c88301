/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreListener;

/** The listeners of a store; one that fails keeps nothing from the others. */
final class StoreListeners implements StoreListener {
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();

    void add(StoreListener listener) {
        this.listeners.add(listener);
    }

    void remove(StoreListener listener) {
        this.listeners.remove(listener);
    }

    @Override
    public void nodeLeft(String node) {
        for (StoreListener listener : this.listeners) {
            try {
                listener.nodeLeft(node);
            } catch (RuntimeException failure) {
                StoreLog.LOGGER.listenerFailed(failure);
            }
        }
    }

    @Override
    public void changedElsewhere(String key, EntryHeader stored) {
        for (StoreListener listener : this.listeners) {
            try {
                listener.changedElsewhere(key, stored);
            } catch (RuntimeException failure) {
                StoreLog.LOGGER.listenerFailed(failure);
            }
        }
    }
}
