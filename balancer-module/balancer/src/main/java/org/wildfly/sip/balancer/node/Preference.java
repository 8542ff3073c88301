/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

/**
 * Which of several nodes is the best for a call. Called by many threads at the same time: must not wait, and should not make objects.
 */
@FunctionalInterface
public interface Preference {

    /**
     * The best node.
     *
     * @param group   the living nodes of one version, at least one
     * @param key     what the choice depends on, the same on all balancers
     * @param call    the hash of the Call-ID
     * @param fitness {@link Fitness#accepts accepts} the nodes that may be taken
     * @return null if there is none that may be taken
     */
    Node best(NodeGroup group, long key, long call, Fitness fitness);
}
