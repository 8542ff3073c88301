/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.demo.phone.Call;
import org.wildfly.sip.demo.phone.IncomingCall;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.phone.UserAgent;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.process.BalancerProcess;
import org.wildfly.sip.demo.process.FreePorts;
import org.wildfly.sip.heartbeat.HeartbeatClient;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;
import org.wildfly.sip.testsuite.harness.Environment;
import org.wildfly.sip.testsuite.harness.Phones;

/** The balancer process between phones: some of them are its nodes. What the balancer does wrong by itself shows here without any server. */
class PhonesThroughTheBalancerIT {
    private static final String SECRET = "phones only";
    private static final int CALLS = 200;

    @SuppressWarnings("try")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsAndTheirRequestsOfBothSidesPassTheBalancer(boolean tcp) {
        Path folder = Environment.folder().resolve("phones-through-the-balancer-" + (tcp ? "tcp" : "udp"));
        try (BalancerProcess balancer = new BalancerProcess(Environment.balancer(), folder, SECRET, new FreePorts());
                UserAgent callers = UserAgent.open("callers", folder.resolve("callers.log"));
                UserAgent first = UserAgent.open("first", folder.resolve("first.log"));
                UserAgent second = UserAgent.open("second", folder.resolve("second.log"));
                HeartbeatClient firstNode = register("first", first, balancer);
                HeartbeatClient secondNode = register("second", second, balancer)) {
            balancer.awaitNode("first", 1);
            balancer.awaitNode("second", 1);
            Queue<IncomingCall> incoming = new ConcurrentLinkedQueue<>();
            Queue<CompletableFuture<SipMessage>> acknowledgements = new ConcurrentLinkedQueue<>();
            for (UserAgent node : List.of(first, second)) {
                node.phone("callee", "example.com", balancer.external()).onCall(call -> {
                    incoming.add(call);
                    call.ring();
                    acknowledgements.add(call.answer(Map.of("X-Node", node == first ? "first" : "second")));
                });
            }
            Phone caller = tcp
                    ? callers.tcpPhone("caller", "example.com", balancer.external())
                    : callers.phone("caller", "example.com", balancer.external());

            List<OutgoingCall> calls = new ArrayList<>(
                    List.of(caller.call("sip:callee@example.com"), caller.call("sip:callee@example.com")));
            assertThat(calls).extracting(Phones::node).containsExactlyInAnyOrder("first", "second");
            while (calls.size() < CALLS) {
                calls.add(caller.call("sip:callee@example.com"));
            }
            assertThat(calls).extracting(Phones::node).contains("first", "second");
            acknowledgements.forEach(Phones::get);
            List<Call> all = new ArrayList<>(calls);
            all.addAll(incoming);
            assertThat(all).hasSize(2 * CALLS);
            all.stream().map(Call::info).toList().forEach(response -> assertThat(Phones.get(response).status()).isEqualTo(200));
            calls.stream().map(Call::reinvite).toList().forEach(response -> assertThat(Phones.get(response).status()).isEqualTo(200));
            Phones.hangUp(calls.subList(0, CALLS / 2));
            Phones.hangUp(incoming.stream().filter(call -> !call.hungUp().isDone()).toList());
            calls.subList(CALLS / 2, CALLS).forEach(call -> Phones.get(call.hungUp()));

            for (UserAgent userAgent : List.of(callers, first, second)) {
                assertThat(userAgent.violations().list()).isEmpty();
                assertThat(userAgent.activeCalls().join()).isZero();
            }
        }
    }

    private static HeartbeatClient register(String name, UserAgent node, BalancerProcess balancer) {
        HeartbeatClient client = new HeartbeatClient(new HeartbeatClient.Configuration() {
            @Override
            public NodeDescription node() {
                return NodeDescription.of(name, "0", Map.of(Transport.UDP, node.address(), Transport.TCP, node.address()));
            }

            @Override
            public Collection<InetSocketAddress> balancers() {
                String[] address = balancer.heartbeat().split(":");
                return List.of(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
            }

            @Override
            public byte[] secret() {
                return SECRET.getBytes(StandardCharsets.UTF_8);
            }
        });
        client.start();
        return client;
    }
}
