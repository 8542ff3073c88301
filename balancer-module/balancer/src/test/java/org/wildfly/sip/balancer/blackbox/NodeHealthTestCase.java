/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.health.Ejection;

/**
 * Nodes that are announced as alive but do not behave like it.
 */
class NodeHealthTestCase {
    private static final String URI = "sip:bob@example.com";

    private final BlockingQueue<AnsweringNode.Arrived> arrivals = new LinkedBlockingQueue<>();
    private Balancer balancer;
    private UdpPeer phone;
    private AnsweringNode first;
    private AnsweringNode second;

    private void start(String... lines) throws Exception {
        this.balancer = new Balancer(lines);
        this.phone = this.balancer.phone();
        this.first = this.balancer.add(new AnsweringNode("n1", this.arrivals)).at(this.balancer, "0");
        this.second = this.balancer.add(new AnsweringNode("n2", this.arrivals)).at(this.balancer, "0");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }

    private AnsweringNode.Arrived send(Message message) throws Exception {
        this.phone.send(this.balancer.external(), message);
        return AnsweringNode.next(this.arrivals);
    }

    private Ejection ejection(String node) {
        return this.balancer.running().registry().snapshot().byName(node).health().ejection();
    }

    private void sendUntil(String node, Ejection ejection) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            send(this.phone.request("OPTIONS", URI));
            return ejection(node) == ejection;
        });
    }

    private void assertAllGoTo(String node, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(send(this.phone.request("OPTIONS", URI)).node()).isEqualTo(node);
        }
    }

    @Test
    void whatIsMeantForANodeThatDoesNotAnswerGoesToOthers() throws Exception {
        start("maxRequestNumberWithoutResponse=3", "maxResponseTime=300", "nodeEjectionTime=60000");
        Message invite = this.phone.request("INVITE", URI);
        AnsweringNode.Arrived arrived = send(invite);
        assertThat(arrived.node()).isEqualTo("n1");
        this.first.answer(request -> null);
        sendUntil("n1", Ejection.SILENCE);
        assertAllGoTo("n2", 6);
        Message info = invite.inDialog("INFO", 2, arrived.message().response(200, "node"), true);
        assertThat(send(info).node()).isEqualTo("n2");
    }

    @Test
    void aNodeThatAnswersWithErrorsGetsNoNewCallsAndKeepsItsDialogsAndIsTriedAgainLater() throws Exception {
        start("maxNumberResponsesWithError=3", "nodeEjectionTime=1000", "trafficRampupCyclePeriod=100", "trafficPercentageIncrease=50");
        Message invite = this.phone.request("INVITE", URI);
        AnsweringNode.Arrived arrived = send(invite);
        AnsweringNode failing = arrived.node().equals("n1") ? this.first : this.second;
        failing.answer(503);
        sendUntil(arrived.node(), Ejection.ERRORS);
        int before = failing.requests();
        assertAllGoTo(arrived.node().equals("n1") ? "n2" : "n1", 6);
        assertThat(send(invite.inDialog("INFO", 2, arrived.message().response(200, "node"), true)).node()).isEqualTo(arrived.node());
        assertThat(failing.requests()).isEqualTo(before + 1);
        failing.answer(200);
        sendUntil(arrived.node(), Ejection.NONE);
        await().until(() -> send(this.phone.request("OPTIONS", URI)).node().equals(arrived.node()));
    }

    @Test
    void theLastNodeIsNeverEjected() throws Exception {
        start("maxNumberResponsesWithError=3", "nodeEjectionTime=60000");
        this.first.answer(503);
        this.second.answer(503);
        await().until(() -> {
            send(this.phone.request("OPTIONS", URI));
            return ejection("n1") == Ejection.ERRORS || ejection("n2") == Ejection.ERRORS;
        });
        String last = ejection("n1") == Ejection.ERRORS ? "n2" : "n1";
        await().during(Duration.ofMillis(600)).atMost(Duration.ofSeconds(5)).until(() -> {
            assertThat(send(this.phone.request("OPTIONS", URI)).node()).isEqualTo(last);
            return ejection(last) == Ejection.NONE;
        });
    }

    @Test
    void aNodeThatAsksForLessGetsLessAndItsDialogsGoOn() throws Exception {
        start();
        Message invite = this.phone.request("INVITE", URI);
        AnsweringNode.Arrived arrived = send(invite);
        AnsweringNode busy = arrived.node().equals("n1") ? this.first : this.second;
        AnsweringNode idle = busy == this.first ? this.second : this.first;
        this.phone.receive();
        busy.answer(request -> request.response(200, "node").replace(";oc;", ";oc=100;oc-validity=60000;oc-seq=1.5;"));
        while (!send(this.phone.request("OPTIONS", URI)).node().equals(arrived.node())) {
            this.phone.receive();
        }
        this.phone.receive();
        assertAllGoTo(busy == this.first ? "n2" : "n1", 10);
        assertThat(send(invite.inDialog("INFO", 2, arrived.message().response(200, "node"), true)).node()).isEqualTo(arrived.node());
        idle.answer(request -> request.response(200, "node").replace(";oc;", ";oc=100;oc-validity=60000;oc-seq=7;"));
        send(this.phone.request("OPTIONS", URI));
        Message refused = this.phone.request("OPTIONS", URI);
        await().until(() -> {
            this.phone.send(this.balancer.external(), refused);
            Message answer = this.phone.receive();
            return answer.status() == 503 && answer.header("Retry-After") != null;
        });
    }

    @Test
    void newCallsGoToTheNewestVersionAndDialogsStayWithTheirsWhateverDies() throws Exception {
        start();
        Message invite = this.phone.request("INVITE", URI);
        AnsweringNode.Arrived arrived = send(invite);
        Message ok = arrived.message().response(200, "node");
        this.balancer.add(new AnsweringNode("n3", this.arrivals)).at(this.balancer, "1.10");
        this.balancer.add(new AnsweringNode("n4", this.arrivals)).at(this.balancer, "1.9");
        assertAllGoTo("n3", 6);
        assertThat(send(invite.inDialog("INFO", 2, ok, true)).node()).isEqualTo(arrived.node());
        this.balancer.kill(arrived.node());
        String sameVersion = arrived.node().equals("n1") ? "n2" : "n1";
        assertThat(send(invite.inDialog("INFO", 3, ok, true)).node()).isEqualTo(sameVersion);
        this.balancer.kill("n3");
        assertAllGoTo("n4", 4);
        this.balancer.kill("n4");
        assertAllGoTo(sameVersion, 4);
    }
}
