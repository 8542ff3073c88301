/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
import org.wildfly.sip.balancer.algorithm.Algorithms;
import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.Defect;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What holds for every message: no objects are made, and nothing that comes can break the processor.
 */
class MessageProcessorTestCase {
    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final InetSocketAddress PHONE = new InetSocketAddress(HOST, 5070);
    private static final ListeningPoint EXTERNAL = new ListeningPoint(0, Leg.EXTERNAL, Transport.UDP, "127.0.0.1",
            new InetSocketAddress(HOST, 5060));
    private static final ListeningPoint INTERNAL = new ListeningPoint(1, Leg.INTERNAL, Transport.UDP, "127.0.0.1",
            new InetSocketAddress(HOST, 5065));
    private static final InetSocketAddress NODE = new InetSocketAddress(HOST, 5080);

    private final Statistics statistics = new Statistics();
    private final byte[] sent = new byte[70_000];
    private int sentLength;
    private final Observer observer = new Observer();
    private MessageProcessor processor;
    private MessageProcessor inner;
    private MessageProcessor deferred;

    @BeforeEach
    void create() throws IOException {
        HintCheck check = HintCheck.of("a secret of routes");
        NodeRegistry registry = new NodeRegistry(check, Duration.ofMinutes(10), System::nanoTime);
        registry.nodeRegistered(NodeDescription.of("n1", "0", Map.of(Transport.UDP, NODE)), NodeState.UP);
        BalancerAlgorithm algorithm = Algorithms
                .create(new AlgorithmContext(configuration("").algorithm(), HOST, check::hash, System::nanoTime));
        OwnAddresses own = new OwnAddresses(List.of(EXTERNAL, INTERNAL));
        Forwarding forwarding = new Forwarding(own, new TransportChoice(own, null, null, false), new FlowTokens(), registry, algorithm,
                check, this.statistics, this.observer, MessageTap.NONE, new Stopwatch(), new RequestRules(routing(""), List.of()),
                new DeferredRequests(1000, new NoNames(), registry, () -> this.deferred), (source, bytes, from, to) -> null, 65_535);
        Outbound outbound = new Outbound() {
            @Override
            public boolean sendUdp(ListeningPoint from, InetSocketAddress to, ByteWriter message) {
                System.arraycopy(message.bytes(), 0, MessageProcessorTestCase.this.sent, 0, message.length());
                MessageProcessorTestCase.this.sentLength = message.length();
                return true;
            }

            @Override
            public boolean sendStream(ListeningPoint from, InetSocketAddress to, long flow, ByteWriter message,
                    RequestCopy elsewhere) {
                return sendUdp(from, to, message);
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
                sendUdp(EXTERNAL, PHONE, message);
            }
        };
        this.deferred = new MessageProcessor(() -> forwarding, new Nowhere());
        this.processor = new MessageProcessor(() -> forwarding, outbound);
        // Each socket has a thread and a processor of its own.
        this.inner = new MessageProcessor(() -> forwarding, outbound);
    }

    private static BalancerConfiguration.Routing routing(String lines) {
        return configuration(lines).routing();
    }

    private static BalancerConfiguration configuration(String lines) {
        try {
            return new ConfigurationReader(warning -> {
            }).read("lb.properties", new StringReader("externalPort=5060\n" + lines));
        } catch (IOException | ConfigurationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String invite(String callId) {
        return "INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK" + callId + ";rport\r\n"
                + "Max-Forwards: 70\r\nRoute: <sip:127.0.0.1:5060;lr>\r\nFrom: \"Alice\" <sip:alice@example.com>;tag=1\r\n"
                + "To: <sip:bob@example.com>\r\nCall-ID: " + callId + "\r\nCSeq: 1 INVITE\r\nContact: <sip:alice@127.0.0.1:5070>\r\n"
                + "Content-Type: application/sdp\r\nContent-Length: 4\r\n\r\nv=0\n";
    }

    private String sent() {
        return new String(this.sent, 0, this.sentLength, StandardCharsets.ISO_8859_1);
    }

    @Test
    void noObjectsAreMadeForAMessage() {
        byte[] request = bytes(invite("allocation"));
        this.processor.datagram(EXTERNAL, PHONE, request, 0, request.length);
        byte[] response = bytes(sent().replaceFirst("INVITE .* SIP/2.0", "SIP/2.0 200 OK").replace("To: <sip:bob@example.com>",
                "To: <sip:bob@example.com>;tag=2"));
        byte[] bye = bytes("BYE sip:x@127.0.0.1:9 SIP/2.0\r\nRoute: "
                + String.join(",", sent().lines().filter(line -> line.startsWith("Record-Route"))
                        .map(line -> line.substring(14)).toList())
                + invite("allocation").substring(invite("allocation").indexOf("\r\nVia")).replace("INVITE", "BYE"));
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 5_000;
        int batches = 0;
        long perMessage = Long.MAX_VALUE;
        // The compiler takes some of what is made away, but only when it has got to it.
        while (perMessage > 0 && batches++ < 40) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(rounds, request, response, bye);
            perMessage = (threads.getCurrentThreadAllocatedBytes() - before) / (3L * rounds);
        }
        assertThat(perMessage).isZero();
        assertThat(this.statistics.get(Counter.REQUESTS_TO_NODES)).isEqualTo(2L * rounds * batches + 1);
        assertThat(this.statistics.get(Counter.RESPONSES_TO_CLIENTS)).isEqualTo((long) rounds * batches);
        assertThat(this.statistics.get(Counter.FORGED_HINTS)).isZero();
        assertThat(this.observer.requests).isEqualTo(2L * rounds * batches + 1);
        assertThat(this.observer.responses).isEqualTo((long) rounds * batches);
    }

    private static final class Nowhere implements Outbound {
        @Override
        public boolean sendUdp(ListeningPoint from, InetSocketAddress to, ByteWriter message) {
            return true;
        }

        @Override
        public boolean sendStream(ListeningPoint from, InetSocketAddress to, long flow, ByteWriter message,
                RequestCopy elsewhere) {
            return true;
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
        }
    }

    private static final class Observer implements TrafficObserver {
        private long requests;
        private long responses;

        @Override
        public void requestToNode(Node node, Method method, boolean initial) {
            this.requests++;
        }

        @Override
        public void responseOfNode(Node node, int status, Method method, Via own, long elapsed) {
            this.responses += node != null && node.name().equals("n1") && status == 200 && method == Method.INVITE && elapsed >= 0 ? 1 : 0;
        }
    }

    private void run(int rounds, byte[] request, byte[] response, byte[] bye) {
        for (int i = 0; i < rounds; i++) {
            this.processor.datagram(EXTERNAL, PHONE, request, 0, request.length);
            this.inner.datagram(INTERNAL, NODE, response, 0, response.length);
            this.processor.datagram(EXTERNAL, PHONE, bye, 0, bye.length);
        }
    }

    @Test
    void manyViasThatLookLikeTheBalancersOwnTakeNoMoreTimeThanOthers() {
        String own = "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKe0000" + "1".repeat(24);
        byte[] message = bytes(invite("loop").replace("Route: ", "Via: " + String.join(",", Collections.nCopies(7_000, own)) + "\r\nRoute: "
                + String.join(",", Collections.nCopies(30_000, "<sip:a.example;lr>")) + "\r\nRoute: "));
        long start = System.nanoTime();
        this.processor.datagram(EXTERNAL, PHONE, message, 0, message.length);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void nothingThatComesBreaksTheProcessor() {
        Random random = new Random(20260302);
        byte[] natted = bytes(invite("nat").replace("127.0.0.1:5070;branch", "10.9.9.9;branch"));
        this.processor.datagram(EXTERNAL, PHONE, natted, 0, natted.length);
        String flowed = sent();
        assertThat(flowed).containsPattern("Record-Route: .*;lr;i=[0-9a-f]{30};");
        String[] samples = {invite("fuzz"), invite("fuzz").replace("\r\n", "\n"),
                invite("fuzz").replace("Via: ", "v: SIP/2.0/TCP far;branch=z9hG4bKa, ").replace(": ", ":\r\n "),
                sentFor("fuzz").replaceFirst("INVITE .* SIP/2.0", "SIP/2.0 200 OK"), sentFor("fuzz").replace("Via", "Route"),
                "BYE sip:[2001:db8::1]:5060;transport=tcp;node_host=[::1];node_port=5;version=1 SIP/2.0"
                        + invite("fuzz").substring(34).replace("INVITE", "BYE"),
                // Of a strict router, to one, of a client behind a NAT, and of a node to that.
                invite("fuzz").replace("sip:bob@example.com SIP", "sip:127.0.0.1:5065;lr SIP")
                        .replace("5060;lr>", "5060;lr>, <sip:far.example.com;x>, \"B\" <sip:bob@127.0.0.1:5070>"),
                invite("fuzz").replace("5060;lr>", "5060;lr>, <sip:127.0.0.1:5070>\r\nRoute: <sip:b>;c , <sip:d;lr>"),
                invite("fuzz").replace("127.0.0.1:5070;branch", "10.9.9.9;branch").replace("INVITE", "REGISTER"),
                invite("fuzz").replace("Route: <sip:127.0.0.1:5060;lr>", flowed.lines().filter(line -> line.startsWith("Record-Route"))
                        .map(line -> line.substring(7)).collect(Collectors.joining("\r\n")))};
        for (int i = 0; i < 200_000; i++) {
            byte[] message = mutate(bytes(samples[random.nextInt(samples.length)]), random);
            ListeningPoint at = random.nextBoolean() ? EXTERNAL : INTERNAL;
            if (random.nextBoolean()) {
                this.processor.datagram(at, PHONE, message, 0, message.length);
            } else {
                Defect defect = this.processor.scan(message, 0, message.length);
                if (defect == null && this.processor.scanned().end() <= message.length) {
                    this.processor.streamed(at, PHONE, 1);
                }
            }
        }
        assertThat(this.statistics.get(Counter.INTERNAL_ERROR)).isZero();
        assertThat(this.statistics.get(Counter.REQUESTS_TO_NODES)).isPositive();
        byte[] good = bytes(invite("after"));
        this.processor.datagram(EXTERNAL, PHONE, good, 0, good.length);
        assertThat(sent()).startsWith("INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5065").endsWith("\r\n\r\nv=0\n");
    }

    private String sentFor(String callId) {
        byte[] request = bytes(invite(callId));
        this.processor.datagram(EXTERNAL, PHONE, request, 0, request.length);
        return sent();
    }

    private static byte[] mutate(byte[] message, Random random) {
        byte[] mutated = message;
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt(256);
                case 1 -> mutated[at] = (byte) "\r\n ;,:<>\"\\=@[]/.0".charAt(random.nextInt(17));
                case 2 -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
                default -> {
                    int length = Math.min(random.nextInt(40), mutated.length - at);
                    byte[] longer = Arrays.copyOf(mutated, mutated.length + length);
                    System.arraycopy(mutated, at, longer, at + length, mutated.length - at);
                    mutated = longer;
                }
            }
        }
        return mutated;
    }
}
