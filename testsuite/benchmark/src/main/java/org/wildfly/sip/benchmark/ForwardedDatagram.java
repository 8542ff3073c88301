/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;

/**
 * A request and its response through the sockets of a running balancer, the way of a datagram as a whole. What the profiler {@code gc} tells
 * of allocation is the balancer's: the phone and the node of this benchmark make no objects. The senders alternate, so that the channel
 * makes the sender's address anew for each datagram, as it does for who only receives and sends: {@link #bare}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ForwardedDatagram {
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();

    private final ByteBuffer received = ByteBuffer.allocateDirect(4096);
    private LoadBalancer balancer;
    private DatagramChannel relay;
    private DatagramChannel phone;
    private DatagramChannel node;
    private DatagramChannel left;
    private DatagramChannel right;
    private ByteBuffer request;
    private ByteBuffer response;

    /** Plays a request and its response once. */
    @Setup
    public void play() throws IOException, ConfigurationException {
        this.node = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0));
        int nodePort = ((InetSocketAddress) this.node.getLocalAddress()).getPort();
        String configuration = "host=127.0.0.1\nexternalUdpPort=0\nheartbeatPort=0\noperationsPort=-1\nprobeInterval=0\nnodes=127.0.0.1:"
                + nodePort
                + ";transport=udp\n";
        this.balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(configuration)));
        InetSocketAddress port = new InetSocketAddress(HOST, this.balancer.externalPort());
        this.phone = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0)).connect(port);
        this.node.connect(port);
        CallMessages call = new CallMessages(1, ((InetSocketAddress) this.phone.getLocalAddress()).getPort(), nodePort);
        this.request = direct(call.invite());
        pass(this.phone, this.request, this.node);
        byte[] arrived = new byte[this.received.flip().remaining()];
        this.received.get(arrived);
        this.response = direct(call.response("180 Ringing", arrived));
        pass(this.node, this.response, this.phone);
        this.relay = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0));
        this.left = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0)).connect(this.relay.getLocalAddress());
        this.right = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0)).connect(this.relay.getLocalAddress());
        SocketAddress leftAddress = this.left.getLocalAddress();
        SocketAddress rightAddress = this.right.getLocalAddress();
        new Thread(() -> relay(leftAddress, rightAddress), "Relay").start();
    }

    /** Sends what comes from the left to the right, and the other way round. */
    private void relay(SocketAddress leftAddress, SocketAddress rightAddress) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
        try {
            while (this.relay.isOpen()) {
                SocketAddress source = this.relay.receive(buffer.clear());
                this.relay.send(buffer.flip(), source.equals(leftAddress) ? rightAddress : leftAddress);
            }
        } catch (IOException e) {
            // Closed by stop().
        }
    }

    /** Ends it all. */
    @TearDown
    public void stop() throws IOException {
        this.relay.close();
        this.left.close();
        this.right.close();
        this.phone.close();
        this.node.close();
        this.balancer.close();
    }

    /** Two messages, one in each direction. */
    @Benchmark
    @OperationsPerInvocation(2)
    public int forward() throws IOException {
        pass(this.phone, this.request, this.node);
        pass(this.node, this.response, this.phone);
        return this.received.position();
    }

    /** The same datagrams through a thread that only receives and sends. */
    @Benchmark
    @OperationsPerInvocation(2)
    public int bare() throws IOException {
        pass(this.left, this.request, this.right);
        pass(this.right, this.response, this.left);
        return this.received.position();
    }

    private void pass(DatagramChannel from, ByteBuffer message, DatagramChannel to) throws IOException {
        message.rewind();
        from.write(message);
        this.received.clear();
        to.read(this.received);
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }
}
