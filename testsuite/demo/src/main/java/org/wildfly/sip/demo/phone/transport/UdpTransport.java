/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.message.SipMessageParser;

/** SIP over UDP. */
public final class UdpTransport implements Transport {
    private static final int BUFFER = 4 << 20;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final Listener listener;
    private final ByteBuffer buffer = ByteBuffer.allocate(65536);

    /**
     * Binds the address.
     *
     * @param address what to bind; port 0 for any free one
     */
    public UdpTransport(InetSocketAddress address, EventLoop loop, Listener listener) {
        this.listener = listener;
        try {
            this.channel = DatagramChannel.open();
            this.channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            this.channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            this.channel.bind(address);
            this.address = (InetSocketAddress) this.channel.getLocalAddress();
            loop.register(this.channel, SelectionKey.OP_READ, this::read);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot bind UDP " + address, e);
        }
    }

    @Override
    public String name() {
        return "UDP";
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public InetSocketAddress address() {
        return this.address;
    }

    private void read() {
        try {
            for (InetSocketAddress source = this.receive(); source != null; source = this.receive()) {
                this.deliver(source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress receive() throws IOException {
        this.buffer.clear();
        return (InetSocketAddress) this.channel.receive(this.buffer);
    }

    private void deliver(InetSocketAddress source) {
        SipMessage message;
        try {
            message = SipMessageParser.parse(this.buffer.array(), this.buffer.position());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            this.listener.garbage(e.getMessage(), source);
            return;
        }
        this.listener.received(message, source, this);
    }

    @Override
    public void send(SipMessage message, InetSocketAddress destination) {
        this.listener.sent(message, destination, this);
        try {
            this.channel.send(ByteBuffer.wrap(message.encode()), destination);
        } catch (IOException e) {
            this.listener.failed("Cannot send " + message.method() + ": " + e.getMessage(), destination);
        }
    }

    @Override
    public void close() {
        try {
            this.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
