/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.tck.SessionStoreTck;

/** The contract of a store over a cache that is not clustered. */
class LocalCacheTest extends SessionStoreTck {
    @Override
    protected SessionStore node(String name) {
        try {
            return EmbeddedStore.builder(name).local().build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
