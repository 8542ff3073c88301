/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/**
 * A node's relation to one balancer: connects, shakes hands, registers, pings, and begins anew when that fails. Confined to the thread of
 * the client's loop.
 */
final class BalancerLink implements HeartbeatLoop.Handler {

    /** What a link asks of, and tells, its client. */
    interface Owner {
        NodeState state();

        void changed();
    }

    private enum Phase {
        WAITING, RESOLVING, CONNECTING, HELLO_SENT, REGISTER_SENT, REGISTERED, LEFT
    }

    private final InetSocketAddress address;
    private final HeartbeatClient.Configuration configuration;
    private final HeartbeatLoop loop;
    private final NameResolution names;
    private final Owner owner;
    private final Announcements announcements = new Announcements();
    private final FailureLog failures;

    private Phase phase = Phase.WAITING;
    private long phaseSince = System.nanoTime();
    private long nextTry = this.phaseSince;
    private long lastHeard;
    private long lastPing;
    private long numbers;
    private byte[] nonce;
    private NodeState announced;
    private SocketChannel channel;
    private FrameConnection connection;
    private BalancerDescription balancer;

    BalancerLink(InetSocketAddress address, HeartbeatClient.Configuration configuration, HeartbeatLoop loop, NameResolution names,
            Owner owner) {
        this.address = address;
        this.configuration = configuration;
        this.loop = loop;
        this.names = names;
        this.owner = owner;
        this.failures = new FailureLog(address, configuration.reconnectDelay());
    }

    /** The balancer, if it has welcomed this node. */
    BalancerDescription balancer() {
        return this.balancer;
    }

    boolean isOpen() {
        return this.channel != null && this.channel.isOpen();
    }

    /** Tells the balancer a state; completes at once if it is not there. */
    CompletableFuture<Void> announce(NodeState state) {
        if (this.phase != Phase.REGISTERED) {
            return CompletableFuture.completedFuture(null);
        }
        long number = ++this.numbers;
        CompletableFuture<Void> acknowledged = this.announcements.add(number);
        this.announced = state;
        attempt(() -> this.connection.send(FrameType.STATE, new PayloadWriter().i64(number).u8(state.code()).toBytes()));
        return acknowledged;
    }

    /** Says goodbye and does not come back. */
    void leave() {
        if (this.phase == Phase.REGISTERED) {
            // The balancer answers with a goodbye and closes.
            attempt(() -> this.connection.send(FrameType.BYE, new byte[0]));
        } else {
            close();
        }
        enter(Phase.LEFT);
        gone(null);
    }

    /** Called often: does what is due. */
    void tick(long now) {
        switch (this.phase) {
            case WAITING -> {
                if (now - this.nextTry >= 0) {
                    enter(Phase.RESOLVING);
                    this.names.resolve(this.address, resolved -> this.loop.execute(() -> attempt(() -> connect(resolved))));
                }
            }
            case CONNECTING, HELLO_SENT, REGISTER_SENT, LEFT -> {
                if (now - this.phaseSince > this.configuration.connectTimeout().toNanos()) {
                    failed(new IOException("no answer within " + this.configuration.connectTimeout().toMillis() + " ms"));
                }
            }
            case REGISTERED -> {
                if (now - this.lastHeard > this.configuration.timeout().toNanos()) {
                    failed(new IOException("silent for " + this.configuration.timeout().toMillis() + " ms"));
                } else if (now - this.lastPing >= this.configuration.interval().toNanos()) {
                    this.lastPing = now;
                    attempt(() -> this.connection.send(FrameType.PING, new PayloadWriter().i64(++this.numbers).toBytes()));
                }
            }
            default -> {
            }
        }
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (key.isConnectable() && this.channel.finishConnect()) {
            this.nonce = SessionKeys.nonce();
            this.connection = new FrameConnection(this.channel, key, TlsEngines.ofNode(this.configuration, this.address));
            enter(Phase.HELLO_SENT);
            this.connection.send(FrameType.HELLO, Hello.write(isSecured(), this.nonce));
        } else if (this.connection != null) {
            if (key.isWritable()) {
                this.connection.flush();
            }
            while (this.connection.isOpen() && key.isReadable() && this.connection.fill()) {
                for (Frame frame = this.connection.next(); frame != null; frame = this.connection.next()) {
                    this.lastHeard = System.nanoTime();
                    receive(frame);
                }
            }
        }
    }

    @Override
    public void failed(Exception cause) {
        close();
        if (this.phase == Phase.LEFT) {
            return;
        }
        String reason = cause instanceof EOFException ? "it closed the connection" : String.valueOf(cause.getMessage());
        boolean wasRegistered = this.balancer != null;
        enter(Phase.WAITING);
        this.nextTry = System.nanoTime() + this.configuration.reconnectDelay().toNanos();
        if (wasRegistered) {
            gone(reason);
        } else {
            this.failures.tell(cause, reason);
        }
    }

    private void connect(InetSocketAddress resolved) throws IOException {
        if (this.phase != Phase.RESOLVING) {
            return;
        }
        enter(Phase.CONNECTING);
        if (resolved.isUnresolved()) {
            throw new IOException("unknown host " + resolved.getHostString());
        }
        this.channel = SocketChannel
                .open(resolved.getAddress().getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        SelectionKey key = this.loop.register(this.channel, SelectionKey.OP_CONNECT, this);
        if (this.channel.connect(resolved)) {
            ready(key);
        }
    }

    private void receive(Frame frame) throws IOException {
        if (frame.type() == null) {
            return;
        }
        switch (frame.type()) {
            case CHALLENGE -> challenged(Hello.read(frame, FrameType.CHALLENGE));
            case REFUSED -> throw new RefusedException(Refusal.of(frame.reader().u8()));
            case WELCOME -> welcomed(frame);
            case ACK -> this.announcements.acknowledged(frame.reader().i64());
            case NODE_DOWN -> this.configuration.listener().nodeDown(frame.reader().text());
            case GOODBYE -> throw new EOFException();
            case PONG -> {
            }
            default -> throw new ProtocolException("unexpected " + frame.type());
        }
    }

    private void challenged(Hello challenge) throws IOException {
        if (this.phase != Phase.HELLO_SENT) {
            throw new ProtocolException("unexpected challenge");
        }
        if (isSecured()) {
            if (!challenge.secured()) {
                // Never talk to somebody who does not prove to be a balancer of ours.
                throw new RefusedException(Refusal.SECRET_UNEXPECTED);
            }
            this.connection.secure(SessionKeys.ofNode(this.configuration.secret(), this.nonce, challenge.nonce()));
        }
        enter(Phase.REGISTER_SENT);
        this.announced = this.owner.state();
        this.connection.send(FrameType.REGISTER, new PayloadWriter().registration(this.configuration.node(), this.announced).toBytes());
    }

    private void welcomed(Frame frame) throws IOException {
        if (this.phase != Phase.REGISTER_SENT) {
            throw new ProtocolException("unexpected welcome");
        }
        this.balancer = frame.reader().balancer();
        this.connection.trust();
        enter(Phase.REGISTERED);
        this.lastHeard = this.phaseSince;
        this.lastPing = this.phaseSince;
        this.failures.clear();
        HeartbeatLogger.LOGGER.registered(this.balancer.id(), this.address);
        this.owner.changed();
        if (this.announced != this.owner.state()) {
            announce(this.owner.state());
        }
        this.configuration.listener().balancerUp(this.balancer);
    }

    /** No longer registered: those who wait for acknowledgements wait no more. */
    private void gone(String reason) {
        BalancerDescription lost = this.balancer;
        this.balancer = null;
        this.announcements.abandon();
        this.owner.changed();
        if (lost != null && reason != null) {
            HeartbeatLogger.LOGGER.balancerGone(lost.id(), this.address, reason);
            this.configuration.listener().balancerDown(lost);
        }
    }

    private void enter(Phase phase) {
        this.phase = phase;
        this.phaseSince = System.nanoTime();
    }

    private boolean isSecured() {
        return this.configuration.secret() != null;
    }

    private void close() {
        if (this.channel != null) {
            HeartbeatLoop.closeQuietly(this.channel);
        }
        this.connection = null;
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }
}
