/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.wildfly.sip.ha.logging.StackLog;
import org.wildfly.sip.ha.work.SessionQueues;

/** Makes the UDP and TCP transports of a stack; their sockets are bound when they are made, so that a taken address fails early. */
public final class Transports implements MessageProcessorFactory {
    private final Map<String, BoundSocket> bound = new ConcurrentHashMap<>();
    private final TransportSettings settings;
    private final SessionQueues queues;
    private final InboundHandler handler;

    /**
     * @param queues where received messages are handled
     * @param handler sees them first
     */
    public Transports(TransportSettings settings, SessionQueues queues, InboundHandler handler) {
        this.settings = settings;
        this.queues = queues;
        this.handler = handler;
    }

    /**
     * Binds a socket for the listening point that is created next with this address, whose port is not known yet.
     *
     * @param address port 0 for any free one
     * @return the port that was bound
     */
    public int bind(InetSocketAddress address, String transport) throws IOException {
        BoundSocket socket = BoundSocket.open(address, transport, this.settings);
        this.bound.put(key(socket.address().getAddress(), socket.address().getPort(), transport), socket);
        return socket.address().getPort();
    }

    @Override
    public MessageProcessor createMessageProcessor(SIPTransactionStack stack, InetAddress address, int port, String transport)
            throws IOException {
        BoundSocket socket = this.bound.remove(key(address, port, transport));
        if (socket == null) {
            socket = BoundSocket.open(new InetSocketAddress(address, port), transport, this.settings);
        }
        Intake intake = new Intake(this.queues, this.handler);
        return socket.isStream()
                ? new TcpProcessor(stack, socket, intake, this.settings)
                : new UdpProcessor(stack, socket, intake, this.settings);
    }

    private static String key(InetAddress address, int port, String transport) {
        return transport.toUpperCase(Locale.ROOT) + '/' + address.getHostAddress() + '/' + port;
    }

    static boolean isStream(String transport) throws IOException {
        return switch (transport.toUpperCase(Locale.ROOT)) {
            case "UDP" -> false;
            case "TCP" -> true;
            default -> throw new IOException(StackLog.LOGGER.unsupportedTransport(transport));
        };
    }
}
