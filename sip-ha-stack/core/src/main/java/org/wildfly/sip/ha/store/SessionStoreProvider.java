/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

import java.util.Properties;

/** Makes the store of a stack that is used alone; named by a property, has a public constructor without parameters. */
@FunctionalInterface
public interface SessionStoreProvider {
    /**
     * Makes a store; the stack starts and closes it.
     *
     * @param nodeName the name of the stack's node, unique in the cluster
     * @param properties the stack's properties
     * @throws IllegalArgumentException if a property is wrong
     */
    SessionStore create(String nodeName, Properties properties);
}
