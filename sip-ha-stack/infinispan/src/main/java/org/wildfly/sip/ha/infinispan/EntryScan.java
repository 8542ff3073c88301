/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.concurrent.CompletableFuture;

/** A look at this node's own copies that may have to wait for the cluster. Used by one thread at a time. */
interface EntryScan {
    /** Goes as far as it can now; called again whenever the topology has changed, until it is done. */
    void step();

    /** Complete when there is nothing more to come. */
    CompletableFuture<Void> done();
}
