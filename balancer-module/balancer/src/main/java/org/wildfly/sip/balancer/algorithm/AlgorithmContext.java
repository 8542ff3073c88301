/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.net.InetAddress;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.message.SipHash;

/**
 * What an algorithm is given when it is made.
 *
 * @param configuration what the file says about algorithms
 * @param host          where nodes, and other balancers, reach this one
 * @param hashes        makes hashes that are the same on all balancers; each for one thread
 * @param clock         nanoseconds, as {@link System#nanoTime()}
 */
public record AlgorithmContext(AlgorithmConfiguration configuration, InetAddress host, Supplier<SipHash> hashes, LongSupplier clock) {

    /** The keys of the file that begin with {@code algorithm.}, without that, and their values. */
    public Map<String, String> properties() {
        return this.configuration.properties();
    }
}
