/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.util.Map;

/**
 * What JMX shows of a balancer, as {@code org.wildfly.sip.balancer:type=LoadBalancer}.
 */
public interface LoadBalancerMXBean {
    /** The port for clients. */
    int getExternalPort();

    /** The port for nodes. */
    int getInternalPort();

    /** The port of the heartbeat. */
    int getHeartbeatPort();

    /** The state of each node by its name: UP, DRAINING or DOWN. */
    Map<String, String> getNodes();

    /** How many calls are remembered for their affinity to a node. */
    int getAffinityEntries();

    /** How many TCP connections there are. */
    int getConnections();

    /** Counts of messages by kind. */
    Map<String, Long> getMessages();

    /** Counts of dropped messages by cause. */
    Map<String, Long> getDropped();

    /** Keeps new dialogs from a node, whatever it announces; false if there is no such node. */
    boolean drain(String node);

    /** Lets a node that was drained have new dialogs again; false if there is no such node. */
    boolean undrain(String node);

    /** Reads the configuration again; returns what has come of it. */
    String reload();
}
