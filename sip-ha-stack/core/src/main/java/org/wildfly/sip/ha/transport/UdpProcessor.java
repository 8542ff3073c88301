/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.wildfly.sip.ha.logging.StackLog;
import org.wildfly.sip.ha.transport.TransportCounters.Drop;

/** SIP over UDP (RFC 3261 section 18): one thread receives, every thread sends. */
final class UdpProcessor extends SipProcessor {
    private static final int MAX_DATAGRAM = 65_535;

    private final DatagramSocket socket;
    private final Intake intake;

    UdpProcessor(SIPTransactionStack stack, BoundSocket socket, Intake intake, TransportSettings settings) throws IOException {
        super(stack, socket.address(), "UDP", intake, settings);
        this.socket = socket.datagrams();
        this.intake = intake;
        int size = this.socket.getReceiveBufferSize();
        if (size < settings.receiveBuffer() / 4) {
            StackLog.LOGGER.smallReceiveBuffer(this.name(), size, settings.receiveBuffer());
        }
    }

    @Override
    public void start() {
        Thread reader = new Thread(this::read, "SIP " + this.name());
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void stop() {
        this.socket.close();
    }

    @Override
    SipChannel channelTo(InetSocketAddress target) {
        return new UdpChannel(this, target);
    }

    void transmit(Outbound message) {
        try {
            this.socket.send(new DatagramPacket(message.bytes(), message.bytes().length, message.target()));
            this.sent(message);
        } catch (IOException | RuntimeException failure) {
            this.failed(message, failure instanceof IOException cause ? cause : new IOException(failure));
        }
    }

    private void read() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
        while (!this.socket.isClosed()) {
            try {
                packet.setLength(MAX_DATAGRAM);
                this.socket.receive(packet);
                this.take(packet);
            } catch (IOException closedOrUnreachable) {
                // an ICMP error belongs to a message sent earlier, whose transaction finds out by its timer
                StackLog.LOGGER.tracef(closedOrUnreachable, "Receiving on %s", this.name());
            } catch (RuntimeException | StackOverflowError failure) {
                this.counters().countDrop(Drop.FAILED);
                StackLog.LOGGER.transportFailure(this.name(), failure);
            }
        }
    }

    private void take(DatagramPacket packet) {
        if (packet.getLength() > this.settings().maxMessageSize()) {
            this.counters().countReceived();
            this.counters().countDrop(Drop.OVERSIZE);
            return;
        }
        byte[] message = Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
        this.intake.take(message, new UdpChannel(this, (InetSocketAddress) packet.getSocketAddress()));
    }
}
