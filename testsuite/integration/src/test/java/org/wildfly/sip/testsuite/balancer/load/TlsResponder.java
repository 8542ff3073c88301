/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;

/** Answers on each connection that comes to it over TLS. */
final class TlsResponder implements Closeable {
    private final String tag;
    private final SSLContext tls;
    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    TlsResponder(String tag, InetSocketAddress address, SSLContext tls) throws IOException {
        this.tag = tag;
        this.tls = tls;
        this.server.bind(address);
        start(this::accept);
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "responder " + this.tag);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = this.server.accept();
                this.connections.add(connection);
                start(() -> answer(connection));
            }
        } catch (IOException e) {
            // the port is closed: the node is dead
            return;
        }
    }

    private void answer(Socket connection) {
        try (Socket socket = this.tls.getSocketFactory().createSocket(connection, null, true)) {
            StreamPeer peer = new StreamPeer("TLS", socket);
            socket.setSoTimeout(0);
            while (true) {
                String replies = Replies.to(peer.receive(), this.tag).stream().map(SipText::text).collect(Collectors.joining());
                if (!replies.isEmpty()) {
                    // At once: what is killed has either rung and answered, or not.
                    peer.send(new SipText(replies));
                }
            }
        } catch (IOException e) {
            // the connection is closed, by the balancer or since the node is dead
            return;
        }
    }

    /** As if the process was killed: no farewell of TLS. */
    @Override
    public void close() throws IOException {
        this.server.close();
        for (Socket connection : this.connections) {
            connection.close();
        }
    }
}
