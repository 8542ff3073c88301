/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two balancers behind one address, to each of which any packet may go.
 */
class DistributedBalancersTestCase {
    private static final String[] BEHIND = {"externalIpLoadBalancerAddress=127.0.0.1", "externalIpLoadBalancerPort=9",
            "internalIpLoadBalancerAddress=127.0.0.1", "internalIpLoadBalancerPort=11", "algorithmClass=HeaderConsistentHash"};
    private static final int CALLS = 40;
    private static final int NODES = 5;

    private final Random random = new Random(42);
    private final BlockingQueue<AnsweringNode.Arrived> arrivals = new LinkedBlockingQueue<>();
    private final Map<String, AnsweringNode> nodes = new LinkedHashMap<>();
    private Balancer one;
    private Balancer other;
    private UdpPeer phone;

    /** A call, and the node that got its INVITE. */
    private record Call(Message invite, Message ok, String node) {
    }

    @BeforeEach
    void start() throws Exception {
        this.one = new Balancer(BEHIND);
        this.other = new Balancer(BEHIND);
        this.phone = this.one.phone();
        for (int i = 1; i <= NODES; i++) {
            this.nodes.put("n" + i, this.one.add(new AnsweringNode("n" + i, this.arrivals)).at(this.one, "0"));
        }
        for (int i = NODES; i >= 1; i--) {
            this.nodes.get("n" + i).at(this.other, "0");
        }
    }

    @AfterEach
    void stop() throws Exception {
        this.one.close();
        this.other.close();
    }

    /** Where a message arrives that goes through one of the balancers, by chance. */
    private AnsweringNode.Arrived spray(Message message) throws Exception {
        Balancer chosen = this.random.nextBoolean() ? this.one : this.other;
        this.phone.send(chosen.external(), message);
        AnsweringNode.Arrived arrived = AnsweringNode.next(this.arrivals);
        if (!message.method().equals("ACK")) {
            this.phone.receive();
        }
        return arrived;
    }

    private Map<String, Call> calls() throws Exception {
        Map<String, Call> calls = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            Message invite = this.phone.request("INVITE", "sip:bob@example.com");
            AnsweringNode.Arrived arrived = spray(invite);
            Call call = new Call(invite, arrived.message().response(200, "node"), arrived.node());
            calls.put(invite.header("Call-ID"), call);
        }
        return calls;
    }

    @Test
    void everyPacketOfADialogReachesItsNodeThroughEitherBalancer() throws Exception {
        Map<String, Call> calls = calls();
        assertThat(calls.values().stream().map(Call::node).distinct()).hasSizeGreaterThan(2);
        for (int round = 0; round < 4; round++) {
            for (Call call : calls.values()) {
                boolean routes = round % 2 == 0;
                assertThat(spray(call.invite()).node()).isEqualTo(call.node());
                assertThat(spray(call.invite().companion("CANCEL", "<sip:bob@example.com>")).node()).isEqualTo(call.node());
                assertThat(spray(call.invite().inDialog("ACK", 1, call.ok(), routes)).node()).isEqualTo(call.node());
                assertThat(spray(call.invite().inDialog("INFO", 2 + round, call.ok(), routes)).node()).isEqualTo(call.node());
            }
        }
    }

    @Test
    void aNodeMoreTakesNoDialogAwayAndTheDialogsOfADeadNodeGoToOneSurvivorEach() throws Exception {
        Map<String, Call> calls = calls();
        AnsweringNode added = this.one.add(new AnsweringNode("n6", this.arrivals)).at(this.one, "0").at(this.other, "0");
        for (Call call : calls.values()) {
            assertThat(spray(call.invite().inDialog("INFO", 2, call.ok(), true)).node()).isEqualTo(call.node());
        }
        assertThat(added.requests()).isZero();
        String dead = calls.values().iterator().next().node();
        this.one.kill(dead);
        this.other.kill(dead);
        for (Call call : calls.values()) {
            String first = spray(call.invite().inDialog("INFO", 3, call.ok(), true)).node();
            assertThat(first).isNotEqualTo(dead);
            assertThat(first.equals(call.node())).isEqualTo(!call.node().equals(dead));
            for (int i = 4; i < 10; i++) {
                assertThat(spray(call.invite().inDialog("INFO", i, call.ok(), i % 2 == 0 || !call.node().equals(dead))).node())
                        .isEqualTo(first);
            }
        }
    }
}
