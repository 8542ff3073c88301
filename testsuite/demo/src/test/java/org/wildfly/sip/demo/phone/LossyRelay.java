/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes datagrams between one client and one server and loses most of them: of each direction only every third gets through. */
final class LossyRelay implements AutoCloseable {
    private final DatagramChannel front;
    private final InetSocketAddress server;
    private final AtomicInteger count = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "relay");
    private InetSocketAddress client;

    LossyRelay(InetSocketAddress server) throws IOException {
        this.server = server;
        this.front = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        this.thread.start();
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) this.front.getLocalAddress();
    }

    int count() {
        return this.count.get();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        int[] seen = new int[2];
        try {
            while (true) {
                buffer.clear();
                InetSocketAddress source = (InetSocketAddress) this.front.receive(buffer);
                boolean fromServer = source.equals(this.server);
                if (!fromServer) {
                    this.client = source;
                }
                this.count.incrementAndGet();
                if (++seen[fromServer ? 1 : 0] % 3 == 0) {
                    this.front.send(buffer.flip(), fromServer ? this.client : this.server);
                }
            }
        } catch (AsynchronousCloseException e) {
            this.count.set(-1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        this.front.close();
    }
}
