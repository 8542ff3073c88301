/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import java.io.IOException;

import org.wildfly.sip.balancer.config.BalancerConfiguration;

/**
 * A part of a balancer that can go on with another configuration, without losing a call. The keys that it takes over are those that
 * its section of the file has declared as live; whatever else differs it leaves as it is, since that needs a restart.
 */
@FunctionalInterface
public interface Reloadable {

    /**
     * Gets ready for a configuration without changing anything yet. One call at a time.
     *
     * @return what puts the configuration into effect: swaps what has been made ready, neither fails nor waits; run only if all parts
     * are ready, else never
     * @throws IOException if the configuration cannot be used after all, as when a key store cannot be read; the message names the key
     */
    Runnable prepare(BalancerConfiguration configuration) throws IOException;
}
