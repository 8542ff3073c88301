/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.ha.store.SessionStore;

/**
 * What the server tells its container; its components are those of {@link ContainerConfiguration}.
 *
 * @param threads that run application code; 0 for the container's default
 */
record NodeConfiguration(String nodeName, String nodeVersion, String jvmRoute, int httpPort, SessionStore store, Path applicationRouter,
        int threads, Duration commitTimeout, List<InetSocketAddress> balancers, String balancerSecret,
        Map<String, String> stackProperties) implements ContainerConfiguration {

    @Override
    public int concurrency() {
        return (this.threads > 0) ? this.threads : ContainerConfiguration.super.concurrency();
    }

    // not the secret
    @Override
    public String toString() {
        return this.nodeName;
    }
}
