/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** Answers on UDP. */
final class DatagramResponder implements Closeable {
    private final String tag;
    private final UdpPeer socket;
    private final Thread thread = new Thread(this::answer);

    DatagramResponder(String tag, InetSocketAddress address, InetSocketAddress balancer) throws IOException {
        this.tag = tag;
        this.socket = new UdpPeer(address, balancer);
        this.thread.setName("responder " + tag);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private void answer() {
        try {
            while (true) {
                SipText message = this.socket.poll(1000);
                if (message != null) {
                    for (SipText reply : Replies.to(message, this.tag)) {
                        this.socket.send(reply);
                    }
                }
            }
        } catch (IOException e) {
            // the socket is closed: the node is dead
            return;
        }
    }

    /** The port is free afterwards. */
    @Override
    public void close() {
        this.socket.close();
        try {
            this.thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
