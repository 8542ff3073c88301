/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.util.Map;

/**
 * What a balancer tells of itself when it welcomes a node. Immutable.
 *
 * @param id                the balancer's own name, unique among balancers and different after each of its starts
 * @param internalAddresses where nodes send their requests, per transport; resolved
 * @param externalAddresses where clients send theirs, per transport; resolved
 */
public record BalancerDescription(String id, Map<Transport, InetSocketAddress> internalAddresses,
        Map<Transport, InetSocketAddress> externalAddresses) {

    /**
     * @throws IllegalArgumentException if the id is not 1 to 255 printable characters or an address is not resolved
     */
    public BalancerDescription {
        Constraints.text("id", id, 255);
        internalAddresses = Constraints.addresses("internalAddresses", internalAddresses);
        externalAddresses = Constraints.addresses("externalAddresses", externalAddresses);
    }
}
