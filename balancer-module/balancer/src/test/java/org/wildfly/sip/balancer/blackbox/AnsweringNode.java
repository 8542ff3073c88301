/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * A node on UDP that answers by itself and tells what it has got.
 */
final class AnsweringNode implements AutoCloseable {

    /**
     * What a node has got.
     *
     * @param node its name
     */
    record Arrived(String node, Message message) {
    }

    private final String name;
    private final DatagramSocket socket;
    private final BlockingQueue<Arrived> arrivals;
    private final AtomicInteger requests = new AtomicInteger();
    /** The response to a request; null for none. */
    private volatile Function<Message, Message> answer = request -> request.response(200, "node");

    AnsweringNode(String name, BlockingQueue<Arrived> arrivals) throws IOException {
        this.name = name;
        this.arrivals = arrivals;
        this.socket = new DatagramSocket(0, InetAddress.getByName(Balancer.HOST));
        Thread thread = new Thread(this::run, "node " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The node registers. */
    AnsweringNode at(Balancer balancer, String version) {
        balancer.running().registry().nodeRegistered(NodeDescription.of(this.name, version,
                Map.of(Transport.UDP, (InetSocketAddress) this.socket.getLocalSocketAddress())), NodeState.UP);
        return this;
    }

    void answer(Function<Message, Message> how) {
        this.answer = how;
    }

    void answer(int status) {
        answer(request -> request.response(status, "node"));
    }

    /** How many requests have come. */
    int requests() {
        return this.requests.get();
    }

    /** What has come to one of the nodes. */
    static Arrived next(BlockingQueue<Arrived> arrivals) throws InterruptedException {
        Arrived arrived = arrivals.poll(5, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new AssertionError("No node has got the message");
        }
        return arrived;
    }

    private void run() {
        byte[] buffer = new byte[65_536];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            while (true) {
                packet.setData(buffer);
                this.socket.receive(packet);
                Message request = new Message(new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1));
                this.requests.incrementAndGet();
                this.arrivals.add(new Arrived(this.name, request));
                Message response = request.method().equals("ACK") ? null : this.answer.apply(request);
                if (response != null) {
                    byte[] bytes = response.text().getBytes(StandardCharsets.ISO_8859_1);
                    this.socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        this.socket.close();
    }
}
