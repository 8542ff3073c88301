/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.LocalStore;

/** Calls through a B2BUA on two nodes, of which the first may die. */
class BackToBackTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private TestPhone alice;
    private TestPhone bob;
    private TestContainer one;
    private TestContainer two;

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.alice = new TestPhone("alice");
        this.bob = new TestPhone("bob");
        BackToBack servlet = new BackToBack(this.bob.port());
        this.one = new TestContainer(this.cluster.node("one"), servlet);
        this.two = new TestContainer(this.cluster.node("two"), servlet);
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
        this.alice.close();
        this.bob.close();
    }

    private void ring(TestContainer node) throws IOException {
        this.alice.request(node.address(), "INVITE");
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(node.address(), invite, 180);
        this.alice.expectResponse(180, "INVITE");
        this.bob.answer(node.address(), invite, 200);
        this.alice.expectResponse(200, "INVITE");
    }

    private void acknowledge(TestContainer node) throws IOException {
        this.alice.ack(node.address());
        this.bob.expectRequest("ACK");
    }

    private void hangUp(TestContainer node, TestPhone from, TestPhone to) throws IOException {
        from.request(node.address(), "BYE");
        from.expectFinal("BYE");
        to.answer(node.address(), to.expectRequest("BYE"), 200);
    }

    private void ended(TestContainer node) {
        await().untilAsserted(() -> assertThat(node.hasNoSession()).as(node::left).isTrue());
    }

    @Test
    void theCallerHangsUp() throws Exception {
        this.ring(this.one);
        this.acknowledge(this.one);
        this.hangUp(this.one, this.alice, this.bob);
        this.ended(this.one);
    }

    @Test
    void theCalleeHangsUp() throws Exception {
        this.ring(this.one);
        this.acknowledge(this.one);
        this.hangUp(this.one, this.bob, this.alice);
        this.ended(this.one);
    }

    @Test
    void theCallerHangsUpAfterTheNodeHasDied() throws Exception {
        this.ring(this.one);
        this.acknowledge(this.one);
        this.one.kill();
        this.hangUp(this.two, this.alice, this.bob);
        this.ended(this.two);
    }

    @Test
    void theCalleeHangsUpAfterTheNodeHasDied() throws Exception {
        this.ring(this.one);
        this.acknowledge(this.one);
        this.one.kill();
        this.hangUp(this.two, this.bob, this.alice);
        this.ended(this.two);
    }

    @Test
    void theSurvivorAcknowledgesTheCallee() throws Exception {
        this.ring(this.one);
        this.one.kill();
        this.acknowledge(this.two);
        this.hangUp(this.two, this.bob, this.alice);
        this.ended(this.two);
    }

    @Test
    void bothSidesChangeTheSessionBeforeAndAfterTheNodeHasDied() throws Exception {
        this.ring(this.one);
        this.acknowledge(this.one);
        this.reinvite(this.one, this.alice, this.bob);
        this.reinvite(this.one, this.bob, this.alice);
        this.one.kill();
        this.reinvite(this.two, this.bob, this.alice);
        this.reinvite(this.two, this.alice, this.bob);
        this.hangUp(this.two, this.alice, this.bob);
        this.ended(this.two);
    }

    private void reinvite(TestContainer node, TestPhone from, TestPhone to) throws IOException {
        from.request(node.address(), "INVITE");
        to.answer(node.address(), to.expectNewRequest("INVITE"), 200);
        from.expectFinal("INVITE");
        from.ack(node.address());
        to.expectNewRequest("ACK");
    }

    @Test
    void informationPassesBothWaysBeforeAndAfterTheNodeHasDied() throws Exception {
        this.ring(this.one);
        this.acknowledge(this.one);
        this.inform(this.one, this.alice, this.bob);
        this.inform(this.one, this.bob, this.alice);
        this.one.kill();
        this.inform(this.two, this.alice, this.bob);
        this.inform(this.two, this.bob, this.alice);
        this.hangUp(this.two, this.bob, this.alice);
        this.ended(this.two);
    }

    private void inform(TestContainer node, TestPhone from, TestPhone to) throws IOException {
        from.request(node.address(), "INFO");
        to.answer(node.address(), to.expectNewRequest("INFO"), 200);
        assertThat(from.expectFinal("INFO")).startsWith("SIP/2.0 200");
    }

    @Test
    void theCallerCancels() throws Exception {
        this.alice.request(this.one.address(), "INVITE");
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 180);
        this.alice.expectResponse(180, "INVITE");
        this.alice.cancel(this.one.address());
        this.alice.expectResponse(200, "CANCEL");
        this.alice.ackFailure(this.one.address(), this.alice.expectResponse(487, "INVITE"));
        this.bob.answer(this.one.address(), this.bob.expectRequest("CANCEL"), 200);
        this.bob.answer(this.one.address(), invite, 487);
        this.bob.expectRequest("ACK");
        this.ended(this.one);
    }

    @Test
    void theCallerCancelsBeforeTheCalleeRings() throws Exception {
        this.alice.request(this.one.address(), "INVITE");
        String invite = this.bob.expectRequest("INVITE");
        this.alice.cancel(this.one.address());
        this.alice.ackFailure(this.one.address(), this.alice.expectResponse(487, "INVITE"));
        assertThat(this.bob.received("CANCEL")).isZero();
        this.bob.answer(this.one.address(), invite, 180);
        this.bob.answer(this.one.address(), this.bob.expectRequest("CANCEL"), 200);
        this.bob.answer(this.one.address(), invite, 487);
        this.bob.expectRequest("ACK");
        this.ended(this.one);
    }

    @Test
    void theCalleeRejects() throws Exception {
        this.alice.request(this.one.address(), "INVITE");
        this.bob.answer(this.one.address(), this.bob.expectRequest("INVITE"), 486);
        this.bob.expectRequest("ACK");
        this.alice.ackFailure(this.one.address(), this.alice.expectResponse(486, "INVITE"));
        this.ended(this.one);
    }
}
