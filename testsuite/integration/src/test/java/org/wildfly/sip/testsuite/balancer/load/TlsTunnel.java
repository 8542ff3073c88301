/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.wildfly.sip.testsuite.balancer.harness.Certificate;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** Carries TCP connections over TLS, for a client that cannot: Debian's SIPp is built without it. */
final class TlsTunnel implements AutoCloseable {
    private final Certificate certificate;
    private final InetSocketAddress target;
    private final ServerSocket server;

    /**
     * @param target who speaks TLS
     */
    TlsTunnel(Certificate certificate, InetSocketAddress target) throws IOException {
        this.certificate = certificate;
        this.target = target;
        this.server = new ServerSocket(0, 100, InetAddress.getByName(StartedBalancer.HOST));
        start(this::accept);
    }

    /** Where to connect over TCP. */
    InetSocketAddress address() {
        return (InetSocketAddress) this.server.getLocalSocketAddress();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "TLS tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket plain = this.server.accept();
                Socket secure = this.certificate.connect(this.target);
                start(() -> carry(plain, secure));
                start(() -> carry(secure, plain));
            }
        } catch (IOException e) {
            // the tunnel is closed
            return;
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the ends is closed, and with it the other
            return;
        }
    }

    @Override
    public void close() throws IOException {
        this.server.close();
    }
}
