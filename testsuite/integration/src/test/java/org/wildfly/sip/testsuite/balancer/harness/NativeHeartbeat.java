/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A node's connection to the balancer's native heartbeat, without a secret, by hand: so that a node can fall silent, or be gone, without
 * goodbye. It says that the node is alive until it is told otherwise.
 */
public final class NativeHeartbeat implements AutoCloseable {
    static final int UP = 1;
    static final int DRAINING = 2;

    private static final int HELLO = 1;
    private static final int CHALLENGE = 2;
    private static final int REGISTER = 3;
    private static final int WELCOME = 4;
    private static final int STATE = 6;
    private static final int ACK = 7;
    private static final int PING = 8;
    private static final int BYE = 11;
    private static final int GOODBYE = 12;
    private static final int MAGIC = 0x57534842;
    private static final int PERIOD = 200;

    private record Frame(int type, byte[] payload) {
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    private final Thread pinger = new Thread(this::ping, "heartbeat of a test");
    private final Thread reader = new Thread(this::read, "heartbeat of a test, reader");
    private volatile boolean silent;

    /** Connects and registers the node; returns when it is welcome. */
    public NativeHeartbeat(InetSocketAddress balancer, Announcement node) throws IOException {
        this.socket = new Socket(balancer.getAddress(), balancer.getPort());
        this.in = new DataInputStream(this.socket.getInputStream());
        this.out = new DataOutputStream(this.socket.getOutputStream());
        this.reader.setDaemon(true);
        this.reader.start();
        write(HELLO, ByteBuffer.allocate(38).putInt(MAGIC).put((byte) 1).put((byte) 0).putLong(System.nanoTime()).array());
        await(CHALLENGE);
        write(REGISTER, node.register());
        await(WELCOME);
        this.pinger.setDaemon(true);
        this.pinger.start();
    }

    /** Only the dialogs that the node has, please; returns when the balancer has heard. */
    public void drain() throws IOException {
        state(DRAINING);
    }

    /** The node takes new dialogs again; returns when the balancer has heard. */
    public void resume() throws IOException {
        state(UP);
    }

    private void state(int state) throws IOException {
        write(STATE, ByteBuffer.allocate(9).putLong(1).put((byte) state).array());
        await(ACK);
    }

    /** Says goodbye, unless the node is silent already; returns when the balancer has answered. */
    public void leave() throws IOException {
        if (this.silent) {
            close();
            return;
        }
        this.silent = true;
        write(BYE, new byte[0]);
        await(GOODBYE);
        close();
    }

    /** Says nothing any more; the connection stays. */
    public void fallSilent() {
        this.silent = true;
    }

    /** What a dead process's system does: the connection closes without goodbye. */
    @Override
    public void close() throws IOException {
        this.silent = true;
        this.socket.close();
    }

    private synchronized void write(int type, byte[] payload) throws IOException {
        this.out.write(ByteBuffer.allocate(5 + payload.length).putInt(1 + payload.length).put((byte) type).put(payload).array());
    }

    private void await(int type) throws IOException {
        try {
            for (Frame next = take(); next.type() != type; next = take()) {
                if (next.type() < 0) {
                    throw new IOException("the balancer has closed the heartbeat connection instead of frame " + type);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Frame take() throws InterruptedException, IOException {
        Frame next = this.received.poll(Peer.PATIENCE, TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new IOException("the balancer does not answer the heartbeat");
        }
        return next;
    }

    private void read() {
        try {
            while (true) {
                byte[] payload = new byte[this.in.readInt() - 1];
                int type = this.in.readByte();
                this.in.readFully(payload);
                this.silent |= type == GOODBYE;
                if (type <= WELCOME || type == ACK || type == GOODBYE) {
                    this.received.add(new Frame(type, payload));
                }
            }
        } catch (IOException e) {
            this.silent = true;
            this.received.add(new Frame(-1, new byte[0]));
        }
    }

    private void ping() {
        try {
            for (long number = 1; !this.silent; number++) {
                write(PING, ByteBuffer.allocate(8).putLong(number).array());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PERIOD));
            }
        } catch (IOException e) {
            this.silent = true;
        }
    }
}
