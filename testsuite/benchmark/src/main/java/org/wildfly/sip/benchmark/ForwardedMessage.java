/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.forward.Arrival;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.balancer.forward.ListeningPoint;
import org.wildfly.sip.balancer.forward.MessageProcessor;
import org.wildfly.sip.balancer.forward.Outbound;
import org.wildfly.sip.balancer.forward.RequestCopy;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * All that the balancer does with a datagram between receiving and sending it, for each message of a call and for whole calls, with one
 * port for both sides.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ForwardedMessage {
    private static final int CALLS = 32;
    private static final InetSocketAddress PHONE = new InetSocketAddress("127.0.0.1", 17500);
    private static final String CONFIGURATION = """
            externalUdpPort=0
            heartbeatPort=0
            probeInterval=0
            nodes=127.0.0.1:17600;transport=udp,127.0.0.1:17601;transport=udp,127.0.0.1:17602;transport=udp
            """;

    /** What is sent: a whole call, or one message of calls. */
    public enum Sent {
        CALL, INVITE, TRYING, RINGING, OK, ACK, BYE, BYE_OK
    }

    @Param
    private Sent sent;

    private final byte[] last = new byte[4096];
    private int lastLength;
    private InetSocketAddress lastTo;
    private LoadBalancer balancer;
    private ListeningPoint port;
    private MessageProcessor processor;
    private byte[][] messages;
    private InetSocketAddress[] sources;

    /** Makes the messages by playing calls through the balancer. */
    @Setup
    public void play() throws IOException, ConfigurationException {
        this.balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(CONFIGURATION)));
        this.port = new ListeningPoint(0, Leg.EXTERNAL, Transport.UDP, "127.0.0.1",
                new InetSocketAddress(PHONE.getAddress(), this.balancer.externalPort()));
        this.processor = this.balancer.newProcessor(new LastSent());
        List<byte[]> played = new ArrayList<>();
        List<InetSocketAddress> from = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            List<byte[]> call = call(i);
            InetSocketAddress node = this.lastTo;
            for (Sent each : this.sent == Sent.CALL ? Arrays.asList(Sent.values()).subList(1, 8) : List.of(this.sent)) {
                played.add(call.get(each.ordinal() - 1));
                from.add(each == Sent.INVITE || each == Sent.ACK || each == Sent.BYE ? PHONE : node);
            }
        }
        this.messages = played.toArray(byte[][]::new);
        this.sources = from.toArray(InetSocketAddress[]::new);
    }

    /** Stops the balancer, whose ports are not used. */
    @TearDown
    public void stop() {
        this.balancer.close();
    }

    private List<byte[]> call(int number) {
        byte[] first = new CallMessages(number, PHONE.getPort(), 0).invite();
        process(PHONE, first);
        InetSocketAddress node = this.lastTo;
        CallMessages call = new CallMessages(number, PHONE.getPort(), node.getPort());
        byte[] atNode = lastSent();
        byte[] trying = call.response("100 Trying", atNode);
        byte[] ringing = call.response("180 Ringing", atNode);
        byte[] ok = call.response("200 OK", atNode);
        process(node, ok);
        byte[] atPhone = lastSent();
        byte[] ack = call.inDialog("ACK", atPhone);
        byte[] bye = call.inDialog("BYE", atPhone);
        process(PHONE, bye);
        return List.of(first, trying, ringing, ok, ack, bye, call.response("200 OK", lastSent()));
    }

    private byte[] lastSent() {
        if (this.lastLength == 0) {
            throw new IllegalStateException("The balancer has not sent the message on");
        }
        byte[] copy = Arrays.copyOf(this.last, this.lastLength);
        this.lastLength = 0;
        return copy;
    }

    private void process(InetSocketAddress source, byte[] message) {
        this.processor.datagram(this.port, source, message, 0, message.length);
    }

    /** 224 messages: those of 32 calls, or 7 times one message of 32 calls. */
    @Benchmark
    @OperationsPerInvocation(224)
    public InetSocketAddress forward() {
        for (int done = 0; done < 224;) {
            for (int i = 0; i < this.messages.length; i++, done++) {
                process(this.sources[i], this.messages[i]);
            }
        }
        return this.lastTo;
    }

    private final class LastSent implements Outbound {
        @Override
        public boolean sendUdp(ListeningPoint from, InetSocketAddress to, ByteWriter message) {
            System.arraycopy(message.bytes(), 0, ForwardedMessage.this.last, 0, message.length());
            ForwardedMessage.this.lastLength = message.length();
            ForwardedMessage.this.lastTo = to;
            return true;
        }

        @Override
        public boolean sendStream(ListeningPoint from, InetSocketAddress to, long flow, ByteWriter message, RequestCopy elsewhere) {
            throw new IllegalStateException("UDP alone");
        }

        @Override
        public long flowTo(ListeningPoint from, InetSocketAddress to) {
            return Arrival.NO_FLOW;
        }

        @Override
        public ListeningPoint flow(long flow) {
            return null;
        }

        @Override
        public void sendFlow(long flow, ByteWriter message) {
            throw new IllegalStateException("UDP alone");
        }
    }
}
