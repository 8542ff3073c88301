/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;

/** A node: a peer that announces itself by the native heartbeat. */
public final class BalancedNode implements AutoCloseable {
    private final Announcement announcement;
    private final UdpPeer peer;
    private final StartedBalancer balancer;
    private NativeHeartbeat heartbeat;

    BalancedNode(Announcement announcement, UdpPeer peer, StartedBalancer balancer) {
        this.announcement = announcement;
        this.peer = peer;
        this.balancer = balancer;
    }

    /** Announces the node, also again; returns when the balancer knows. */
    public BalancedNode up() throws IOException {
        this.heartbeat = new NativeHeartbeat(this.balancer.address("heartbeat"), this.announcement);
        return this;
    }

    /** Its SIP. */
    public UdpPeer sip() {
        return this.peer;
    }

    /** Its heartbeat. */
    public NativeHeartbeat heartbeat() {
        return this.heartbeat;
    }

    public String name() {
        return this.announcement.name();
    }

    /** Its address in a URI. */
    public String hostPort() {
        return SipText.hostPort(this.peer.address());
    }

    /** The process is gone; returns when the balancer knows. Its port stays, so that a test can see that nothing comes. */
    public void die() throws IOException {
        String text = "Node " + name() + " is DOWN";
        int before = this.balancer.times(text);
        this.heartbeat.close();
        this.balancer.await(text, before + 1);
    }

    /** Answers the next request. */
    public SipText answer(int status) throws IOException {
        SipText request = this.peer.receive();
        this.peer.send(request.response(status, "b"));
        return request;
    }

    /** Says goodbye and is gone. */
    @Override
    public void close() throws IOException {
        this.heartbeat.leave();
        this.peer.close();
    }
}
