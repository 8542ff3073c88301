/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLException;

/**
 * A balancer's connection from one node. Confined to the thread of the server's loop.
 */
final class NodeLink implements HeartbeatLoop.Handler {

    /** What connections tell their server. */
    interface Owner {
        void registered(NodeLink link, NodeDescription node, NodeState state);

        void closed(NodeLink link);

        void left(NodeLink link, String name);

        void died(NodeLink link, String name, String reason);
    }

    private enum Phase {
        OPEN, CHALLENGED, REGISTERED, CLOSED
    }

    private final HeartbeatServer.Configuration configuration;
    private final Owner owner;
    private final RefusalLog refusals;

    private Phase phase = Phase.OPEN;
    private long lastHeard = System.nanoTime();
    private FrameConnection connection;
    private InetAddress peer;
    private String name;

    NodeLink(HeartbeatServer.Configuration configuration, Owner owner, RefusalLog refusals) {
        this.configuration = configuration;
        this.owner = owner;
        this.refusals = refusals;
    }

    void open(SocketChannel channel, SelectionKey key) throws IOException {
        this.connection = new FrameConnection(channel, key, TlsEngines.ofBalancer(this.configuration));
        this.peer = this.connection.peer();
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        if (key.isWritable()) {
            this.connection.flush();
        }
        while (this.connection.isOpen() && key.isReadable() && this.connection.fill()) {
            for (Frame frame = this.connection.next(); frame != null && this.phase != Phase.CLOSED; frame = this.connection.next()) {
                if (this.phase == Phase.REGISTERED) {
                    // A partner that is not registered gets no time by talking.
                    this.lastHeard = System.nanoTime();
                }
                receive(frame);
            }
        }
        if (!this.connection.isOpen()) {
            close();
        }
    }

    @Override
    public void failed(Exception cause) {
        if (this.phase == Phase.OPEN || this.phase == Phase.CHALLENGED) {
            if (cause instanceof SSLException) {
                // Nobody is there who could read a reason; TLS has told its own.
                tellRefused(Refusal.TLS);
            } else if (cause instanceof RefusedException refused) {
                refuse(refused.refusal());
            } else if (cause instanceof WrongSecretException) {
                refuse(Refusal.SECRET_WRONG);
            } else if (cause instanceof ProtocolException) {
                refuse(Refusal.MALFORMED);
            }
        }
        die(cause instanceof EOFException ? "its connection closed" : String.valueOf(cause.getMessage()));
    }

    /** Called often: looks for silence. */
    void tick(long now) {
        boolean registered = this.phase == Phase.REGISTERED;
        long limit = (registered ? this.configuration.nodeTimeout() : this.configuration.handshakeTimeout()).toNanos();
        if (now - this.lastHeard > limit) {
            die("silent for " + limit / 1_000_000 + " ms");
        }
    }

    /** Another connection speaks for the node now. */
    void replaced() {
        close();
    }

    void tellDown(String other) {
        attempt(() -> this.connection.send(FrameType.NODE_DOWN, new PayloadWriter().text(other).toBytes()));
    }

    /** The server stops. */
    void dismiss() {
        try {
            if (this.phase == Phase.REGISTERED) {
                this.connection.send(FrameType.GOODBYE, new byte[0]);
            }
        } catch (IOException e) {
            HeartbeatServerLogger.LOGGER.debug("No goodbye possible", e);
        }
        close();
    }

    private void receive(Frame frame) throws IOException {
        if (frame.type() == null) {
            // Of a later release; but nobody keeps this thread busy with such before it is known who he is.
            requireRegistered(frame);
            return;
        }
        switch (frame.type()) {
            case HELLO -> greet(frame);
            case REGISTER -> register(frame);
            case STATE -> {
                requireRegistered(frame);
                PayloadReader reader = frame.reader();
                long number = reader.i64();
                NodeState state = reader.state();
                this.configuration.listener().nodeStateChanged(this.name, state);
                this.connection.send(FrameType.ACK, new PayloadWriter().i64(number).toBytes());
            }
            case PING -> {
                requireRegistered(frame);
                this.connection.send(FrameType.PONG, new PayloadWriter().i64(frame.reader().i64()).toBytes());
            }
            case BYE -> {
                requireRegistered(frame);
                this.owner.left(this, this.name);
                this.connection.send(FrameType.GOODBYE, new byte[0]);
                close();
            }
            default -> throw new ProtocolException("unexpected " + frame.type());
        }
    }

    private void greet(Frame frame) throws IOException {
        if (this.phase != Phase.OPEN) {
            throw new ProtocolException("unexpected " + frame.type());
        }
        Hello hello = Hello.read(frame, FrameType.HELLO);
        byte[] secret = this.configuration.secret();
        if (hello.version() != Hello.VERSION) {
            throw new RefusedException(Refusal.VERSION);
        }
        if (hello.secured() != (secret != null)) {
            throw new RefusedException(secret != null ? Refusal.SECRET_REQUIRED : Refusal.SECRET_UNEXPECTED);
        }
        if (!this.configuration.allows(this.peer, isProved())) {
            throw new RefusedException(isProved() ? Refusal.NOT_ALLOWED : Refusal.NOT_LOOPBACK);
        }
        byte[] nonce = SessionKeys.nonce();
        this.phase = Phase.CHALLENGED;
        this.connection.send(FrameType.CHALLENGE, Hello.write(secret != null, nonce));
        if (secret != null) {
            this.connection.secure(SessionKeys.ofBalancer(secret, hello.nonce(), nonce));
        }
    }

    private void register(Frame frame) throws IOException {
        if (this.phase != Phase.CHALLENGED) {
            throw new ProtocolException("unexpected " + frame.type());
        }
        Registration registration = frame.reader().registration();
        NodeDescription node = registration.node().withHost(this.peer);
        if (!this.configuration.allows(this.peer, isProved(), node)) {
            throw new RefusedException(Refusal.FOREIGN_ADDRESS);
        }
        this.name = node.name();
        this.phase = Phase.REGISTERED;
        this.lastHeard = System.nanoTime();
        this.connection.trust();
        this.owner.registered(this, node, registration.state());
        this.connection.send(FrameType.WELCOME, new PayloadWriter().balancer(this.configuration.balancer()).toBytes());
    }

    /** True if nobody comes further who does not know the secret, or nobody has come so far without a certificate. */
    private boolean isProved() {
        return this.configuration.secret() != null || this.configuration.sslContext() != null && this.configuration.requiresCertificate();
    }

    /** True as long as it is not known who is at the other end, which is at an address. */
    boolean isHandshakeWith(InetAddress address) {
        return this.phase != Phase.REGISTERED && address.equals(this.peer);
    }

    private void requireRegistered(Frame frame) throws ProtocolException {
        if (this.phase != Phase.REGISTERED) {
            throw new ProtocolException("unexpected " + frame.type());
        }
    }

    private void refuse(Refusal refusal) {
        tellRefused(refusal);
        try {
            this.connection.sendPlain(FrameType.REFUSED, new PayloadWriter().u8(refusal.code()).toBytes());
        } catch (IOException e) {
            HeartbeatServerLogger.LOGGER.debug("A refused node did not wait for the reason", e);
        }
    }

    private void tellRefused(Refusal refusal) {
        this.refusals.refused(this.peer.getHostAddress(), refusal);
        this.configuration.listener().refused(this.peer);
    }

    private void die(String reason) {
        boolean registered = this.phase == Phase.REGISTERED;
        close();
        if (registered) {
            this.owner.died(this, this.name, reason);
        }
    }

    private void close() {
        if (this.phase != Phase.CLOSED) {
            this.phase = Phase.CLOSED;
            this.connection.close();
            this.owner.closed(this);
        }
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException e) {
            failed(e);
        }
    }
}
