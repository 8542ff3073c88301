/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import org.jboss.as.network.OutboundSocketBinding;
import org.jboss.as.network.SocketBinding;
import org.wildfly.subsystem.service.ServiceDependency;

/**
 * What the model says of the container, resolved.
 *
 * @param applicationRouter the path of a DAR file, relative to the server's configuration directory; null for none
 * @param stackProperties the path of a properties file for the stack, relative to the server's configuration directory; null for none
 * @param cacheContainer the cache container that sessions are replicated by; null to keep them on this node
 * @param cache a cache configuration of it; null for its default one
 * @param commitTimeout how long output may wait for its state to be stored
 * @param concurrency threads that run application code; 0 for the container's default
 * @param httpSocketBinding where the server listens for HTTP; gives null if it is not configured
 * @param nodeVersion announced to balancers
 * @param balancers heartbeat addresses of balancers
 * @param balancerBindings heartbeat addresses of further balancers, configured as outbound socket bindings
 * @param balancerSecret the secret shared with the balancers; null for none
 */
public record ContainerModel(String applicationRouter, String stackProperties, String cacheContainer, String cache, Duration commitTimeout,
        int concurrency, ServiceDependency<SocketBinding> httpSocketBinding, String nodeVersion, List<InetSocketAddress> balancers,
        List<ServiceDependency<OutboundSocketBinding>> balancerBindings, String balancerSecret) {
}
