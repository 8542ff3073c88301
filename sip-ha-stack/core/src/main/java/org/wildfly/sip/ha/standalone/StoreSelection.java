/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import org.wildfly.sip.ha.logging.DialogLog;
import org.wildfly.sip.ha.store.LocalStore;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.SessionStoreProvider;

/** Finds the store that a stack's properties ask for. */
final class StoreSelection {
    /** Of the Infinispan module, which need not be there. */
    private static final String EMBEDDED = "org.wildfly.sip.ha.infinispan.EmbeddedStoreProvider";

    private StoreSelection() {
    }

    /** @throws IllegalArgumentException if the store that is named cannot be made */
    static SessionStore select(StandaloneSettings settings) {
        String node = settings.nodeName();
        if (settings.store() != null) {
            return create(settings.store(), node, settings);
        }
        String cache = settings.cacheClass();
        if (cache != null && cache.endsWith(".NoCache")) {
            return new LocalStore(node);
        }
        if (cache != null || isPresent(EMBEDDED)) {
            return create(EMBEDDED, node, settings);
        }
        return new LocalStore(node);
    }

    private static SessionStore create(String name, String node, StandaloneSettings settings) {
        try {
            return load(name).asSubclass(SessionStoreProvider.class).getConstructor().newInstance().create(node, settings.properties());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError failure) {
            throw new IllegalArgumentException(DialogLog.LOGGER.badStore(name), failure);
        }
    }

    private static boolean isPresent(String name) {
        try {
            load(name);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, true, StoreSelection.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            if (application == null) {
                throw absent;
            }
            return Class.forName(name, true, application);
        }
    }
}
