/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A peer on UDP. */
public final class UdpPeer implements Peer {
    private final DatagramSocket socket;
    private final boolean shared;
    private final byte[] buffer = new byte[65_536];
    private InetSocketAddress target;

    /**
     * On any free port.
     *
     * @param target may be null until the first message is sent
     */
    public UdpPeer(InetSocketAddress target) throws IOException {
        this(new InetSocketAddress(InetAddress.getByName(StartedBalancer.HOST), 0), target);
    }

    public UdpPeer(InetSocketAddress local, InetSocketAddress target) throws IOException {
        this(new DatagramSocket(local), target, false);
        this.socket.setReceiveBufferSize(1 << 20);
    }

    private UdpPeer(DatagramSocket socket, InetSocketAddress target, boolean shared) {
        this.socket = socket;
        this.target = target;
        this.shared = shared;
    }

    @Override
    public String transport() {
        return "UDP";
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) this.socket.getLocalSocketAddress();
    }

    /** The same peer, whose socket stays open when this is closed. */
    public UdpPeer shared() {
        return new UdpPeer(this.socket, this.target, true);
    }

    /** From now on sends to another address. */
    public UdpPeer to(InetSocketAddress other) {
        this.target = other;
        return this;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        this.socket.send(new DatagramPacket(bytes, bytes.length, this.target));
    }

    @Override
    public SipText receive() throws IOException {
        return receive(PATIENCE);
    }

    /** The next message, or null if none comes within some milliseconds. */
    public SipText poll(int patience) throws IOException {
        try {
            return receive(patience);
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    private SipText receive(int patience) throws IOException {
        this.socket.setSoTimeout(patience);
        DatagramPacket packet = new DatagramPacket(this.buffer, this.buffer.length);
        this.socket.receive(packet);
        return SipText.of(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Override
    public boolean isQuiet() throws IOException {
        return poll(QUIET) == null;
    }

    @Override
    public void close() {
        if (!this.shared) {
            this.socket.close();
        }
    }
}
