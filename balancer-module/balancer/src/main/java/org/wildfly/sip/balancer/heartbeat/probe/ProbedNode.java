/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.probe;

import java.net.InetSocketAddress;

import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node and how its probes have gone. Confined to the prober's thread.
 */
final class ProbedNode {
    private final String name;
    private InetSocketAddress udp;
    private InetSocketAddress tcp;
    private boolean asked;
    private long token = ProbeMessages.NONE;
    private long sentAt;
    private int failures;

    ProbedNode(String name) {
        this.name = name;
    }

    /** Where the node is now. */
    void describe(NodeDescription node) {
        this.udp = node.addresses().get(Transport.UDP);
        this.tcp = node.addresses().get(Transport.TCP);
    }

    String name() {
        return this.name;
    }

    /** Its UDP address, or null. */
    InetSocketAddress udp() {
        return this.udp;
    }

    /** Its TCP address, or null. */
    InetSocketAddress tcp() {
        return this.tcp;
    }

    /** True if it is time to ask it, and nobody is waiting for its answer. */
    boolean isDue(long now, long interval) {
        return this.token == ProbeMessages.NONE && (!this.asked || now - this.sentAt >= interval);
    }

    void sent(long token, long now) {
        this.token = token;
        this.sentAt = now;
        this.asked = true;
    }

    /** True if an answer is awaited and has not come in time. */
    boolean isLate(long now, long timeout) {
        return this.token != ProbeMessages.NONE && now - this.sentAt > timeout;
    }

    /** True if this is the answer that is awaited, which then is there. */
    boolean answered(long token) {
        boolean mine = token != ProbeMessages.NONE && token == this.token;
        if (mine) {
            this.token = ProbeMessages.NONE;
            this.failures = 0;
        }
        return mine;
    }

    /** What its answer has to have. */
    long token() {
        return this.token;
    }

    /** The answer did not come: how many have not in a row. */
    int failed() {
        this.token = ProbeMessages.NONE;
        return ++this.failures;
    }
}
