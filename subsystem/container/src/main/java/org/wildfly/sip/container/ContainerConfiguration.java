/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.ha.store.SessionStore;

/** What a container needs to know; made by whoever embeds it. */
public interface ContainerConfiguration {
    /** The node's name, unique in the cluster. */
    String nodeName();

    /** The node's version for rolling upgrades, announced to balancers; "0" by default. */
    default String nodeVersion() {
        return "0";
    }

    /** The node's jvmRoute, by which HTTP requests find it; null if it has none. */
    default String jvmRoute() {
        return null;
    }

    /** The port on which it takes HTTP; 0 if it takes none. */
    default int httpPort() {
        return 0;
    }

    /** Where sessions of distributable applications are kept; not started yet, the container starts and closes it. */
    SessionStore store();

    /** A DAR properties file (JSR 289 appendix C); null for the rule that every application takes part, in the order of their names. */
    default Path applicationRouter() {
        return null;
    }

    /** Threads that run application code. */
    default int concurrency() {
        return Math.max(16, 4 * Runtime.getRuntime().availableProcessors());
    }

    /** How long output may wait for its state to be stored. */
    default Duration commitTimeout() {
        return Duration.ofMillis(500);
    }

    /** T1 of RFC 3261 section 17.1.1.1, from which the times are counted after which messages are sent again and given up. */
    default Duration baseTimer() {
        return Duration.ofMillis(500);
    }

    /** The heartbeat addresses of the balancers; empty for none. */
    default List<InetSocketAddress> balancers() {
        return List.of();
    }

    /** The secret shared with the balancers; null for none. */
    default String balancerSecret() {
        return null;
    }

    /** Properties passed to the SIP stack. */
    default Map<String, String> stackProperties() {
        return Map.of();
    }
}
