/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** A node on UDP without state: rings and answers each INVITE, says yes to every other request. It can die and come back at the same port. */
final class Responder implements AutoCloseable {
    private final String name;
    private final StartedBalancer balancer;
    private final InetSocketAddress address;
    private final AtomicInteger answered = new AtomicInteger();
    private volatile UdpPeer socket;
    private NativeHeartbeat heartbeat;

    Responder(String name, StartedBalancer balancer) throws IOException {
        this.name = name;
        this.balancer = balancer;
        this.address = new InetSocketAddress(StartedBalancer.HOST, balancer.freePort());
        start();
    }

    /** Its address in a URI. */
    String hostPort() {
        return StartedBalancer.HOST + ':' + this.address.getPort();
    }

    /** The process is there. */
    void start() throws IOException {
        UdpPeer peer = new UdpPeer(this.address, this.balancer.internal());
        this.socket = peer;
        Thread thread = new Thread(() -> answer(peer), "responder " + this.name);
        thread.setDaemon(true);
        thread.start();
        this.heartbeat = new NativeHeartbeat(this.balancer.address("heartbeat"), new Announcement(this.name).address("UDP", this.address));
    }

    /** The process is gone, without a word. */
    void die() throws IOException {
        this.socket.close();
        this.heartbeat.close();
    }

    /** How many INVITEs it has answered. */
    int answered() {
        return this.answered.get();
    }

    private void answer(UdpPeer peer) {
        try {
            while (peer == this.socket) {
                SipText message = peer.poll(1000);
                if (message != null && message.isRequest()) {
                    answer(peer, message);
                }
            }
        } catch (IOException e) {
            // the socket is closed: the node is dead
            return;
        }
    }

    private void answer(UdpPeer peer, SipText request) throws IOException {
        if (request.method().equals("INVITE")) {
            this.answered.incrementAndGet();
            peer.send(request.response(180, this.name));
        }
        if (!request.method().equals("ACK")) {
            peer.send(request.response(200, this.name));
        }
    }

    @Override
    public void close() throws IOException {
        this.heartbeat.leave();
        this.socket.close();
    }
}
