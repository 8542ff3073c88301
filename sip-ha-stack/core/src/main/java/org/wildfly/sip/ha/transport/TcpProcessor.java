/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import org.wildfly.sip.ha.logging.StackLog;
import org.wildfly.sip.ha.transport.TransportCounters.Drop;

/** SIP over TCP (RFC 3261 section 18): one thread accepts, connects and reads; every thread writes. */
final class TcpProcessor extends SipProcessor {
    private static final int READ_SIZE = 65_536;
    private static final int SWEEP_MILLIS = 500;

    private final TcpConnections connections = new TcpConnections(this);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_SIZE);
    private final ServerSocketChannel acceptor;
    private final Selector selector;
    private final Intake intake;
    private volatile boolean stopped;
    private long swept = System.nanoTime();

    TcpProcessor(SIPTransactionStack stack, BoundSocket socket, Intake intake, TransportSettings settings) throws IOException {
        super(stack, socket.address(), "TCP", intake, settings);
        this.acceptor = socket.connections();
        this.intake = intake;
        this.selector = Selector.open();
    }

    @Override
    public void start() throws IOException {
        this.acceptor.register(this.selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(this::run, "SIP " + this.name());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        this.stopped = true;
        this.selector.wakeup();
    }

    @Override
    SipChannel channelTo(InetSocketAddress target) {
        return new TcpChannel(this, target, null);
    }

    @Override
    public int connections() {
        return this.connections.size();
    }

    /** Sends on the connection to the message's target; makes one if there is none. */
    void send(Outbound message) {
        if (this.stopped) {
            this.failed(message, new IOException(StackLog.LOGGER.stopped()));
            return;
        }
        try {
            TcpConnection connection = this.connections.get(message.target());
            if (connection != null && connection.send(message) || this.connections.open(message.target()).send(message)) {
                return;
            }
            // the connection was refused or closed before it had the message
            this.failed(message, new IOException(StackLog.LOGGER.connectionClosed(message.target().toString())));
        } catch (IOException | RuntimeException failure) {
            this.failed(message, failure instanceof IOException cause ? cause : new IOException(failure));
        }
    }

    /** Has a task run by this processor's thread. */
    void execute(Runnable task) {
        this.tasks.add(task);
        this.selector.wakeup();
    }

    /** Has a connection written to when there is room again. */
    void watch(TcpConnection connection) {
        this.execute(() -> {
            SelectionKey key = connection.socket().keyFor(this.selector);
            if (key != null && key.isValid() && connection.wantsToWrite()) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        });
    }

    /** Has a new connection watched. */
    void add(TcpConnection connection, int operation) {
        this.execute(() -> this.register(connection, operation));
    }

    /** Closes the socket of a connection that has ended. */
    void forget(TcpConnection connection) {
        this.connections.remove(connection);
    }

    private void run() {
        while (!this.stopped) {
            try {
                this.selector.select(SWEEP_MILLIS);
                for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
                    task.run();
                }
                for (SelectionKey key : this.selector.selectedKeys()) {
                    this.handle(key);
                }
                this.selector.selectedKeys().clear();
                this.sweep(System.nanoTime());
            } catch (IOException | ClosedSelectorException | StackOverflowError failure) {
                StackLog.LOGGER.transportFailure(this.name(), failure);
            } catch (RuntimeException failure) {
                this.counters().countDrop(Drop.FAILED);
                StackLog.LOGGER.transportFailure(this.name(), failure);
            }
        }
        this.end();
    }

    private void handle(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            this.accept(key);
            return;
        }
        TcpConnection connection = (TcpConnection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.socket().finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                connection.connected();
            } else if (key.isWritable()) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
                connection.writable();
            }
            if (key.isValid() && key.isReadable()) {
                this.read(connection);
            }
        } catch (FramingException failure) {
            this.reject(connection, failure);
        } catch (IOException failure) {
            connection.close(failure);
        }
    }

    private void read(TcpConnection connection) throws IOException {
        this.readBuffer.clear();
        if (connection.socket().read(this.readBuffer) < 0) {
            if (connection.isInMessage()) {
                this.counters().countDrop(Drop.INCOMPLETE);
            }
            throw new IOException(StackLog.LOGGER.connectionClosed(connection.remote().toString()));
        }
        connection.read(this.readBuffer.flip(), this.intake);
    }

    private void reject(TcpConnection connection, FramingException failure) {
        this.counters().countReceived();
        this.counters().countDrop(failure.status().startsWith("513") ? Drop.OVERSIZE : Drop.MALFORMED);
        byte[] response = StatelessReply.to(new MessageHead(failure.message()), failure.status(), connection.remote(), "");
        if (response != null) {
            connection.send(Outbound.of(response, connection.remote()));
        }
        connection.close(failure);
    }

    private void accept(SelectionKey key) {
        try {
            for (SocketChannel socket = this.acceptor.accept(); socket != null; socket = this.acceptor.accept()) {
                this.accept(socket);
            }
        } catch (IOException failure) {
            // out of file descriptors, most likely: the next sweep tries again
            key.interestOps(0);
            StackLog.LOGGER.acceptFailure(this.name(), failure.toString());
        }
    }

    private void accept(SocketChannel socket) throws IOException {
        if (this.connections.size() >= this.settings().maxConnections()) {
            this.counters().countDrop(Drop.CONNECTION);
            socket.close();
            return;
        }
        try {
            this.register(this.connections.accepted(socket), SelectionKey.OP_READ);
        } catch (IOException gone) {
            socket.close();
        }
    }

    private void register(TcpConnection connection, int operation) {
        try {
            connection.socket().register(this.selector, operation, connection);
        } catch (IOException failure) {
            connection.close(failure);
        }
    }

    private void sweep(long now) {
        if (now - this.swept < SWEEP_MILLIS * 1_000_000L) {
            return;
        }
        this.swept = now;
        SelectionKey acceptKey = this.acceptor.keyFor(this.selector);
        if (acceptKey != null && acceptKey.isValid()) {
            acceptKey.interestOps(SelectionKey.OP_ACCEPT);
        }
        for (SelectionKey key : new ArrayList<>(this.selector.keys())) {
            if (key.attachment() instanceof TcpConnection connection && connection.isOverdue(now)) {
                if (connection.isInMessage()) {
                    this.counters().countDrop(Drop.INCOMPLETE);
                }
                connection.close(connection.overdue());
            }
        }
    }

    private void end() {
        IOException cause = new IOException(StackLog.LOGGER.stopped());
        try {
            this.acceptor.close();
            for (SelectionKey key : new ArrayList<>(this.selector.keys())) {
                if (key.attachment() instanceof TcpConnection connection) {
                    connection.close(cause);
                }
            }
            this.connections.closeAll(cause);
            this.selector.close();
        } catch (IOException failure) {
            StackLog.LOGGER.transportFailure(this.name(), failure);
        }
    }
}
