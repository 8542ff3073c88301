/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.ha.store.LocalStore;

/** A call that visits two applications of a node, one after the other. */
class CompositionTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    @TempDir
    Path directory;
    private TestPhone alice;
    private TestPhone bob;
    private TestContainer one;
    private TestContainer two;

    /** Another class, as servlets are found by theirs. */
    public static final class Second extends BackToBack {
        private static final long serialVersionUID = 1L;

        Second(int port) {
            super(port);
        }

        @Override
        protected void doInvite(SipServletRequest request) throws java.io.IOException {
            request.addHeader("X-Visited", "second");
            super.doInvite(request);
        }
    }

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.alice = new TestPhone("alice");
        this.bob = new TestPhone("bob");
        Path router = Files.writeString(this.directory.resolve("dar.properties"), """
                INVITE: ("first", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "0"), ("second", "DAR:From", "NEUTRAL", "", "NO_ROUTE", "1")
                """);
        this.one = this.node("one", router);
        this.two = this.node("two", router);
    }

    private TestContainer node(String name, Path router) throws Exception {
        return new TestContainer(this.cluster.node(name), TestContainer.Settings.router(router),
                new TestApplication("first", new BackToBack(this.bob.port())), new TestApplication("second", new Second(this.bob.port())));
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
        this.alice.close();
        this.bob.close();
    }

    private void call() throws Exception {
        this.alice.request(this.one.address(), "INVITE");
        String invite = this.bob.expectRequest("INVITE");
        assertThat(invite).contains("X-Visited: second").contains("Max-Forwards: 68").doesNotContain("Route:");
        this.bob.answer(this.one.address(), invite, 200);
        this.alice.expectFinal("INVITE");
        assertThat(this.one.application("first").sessions()).isOne();
        assertThat(this.one.application("second").sessions()).isOne();
        this.alice.ack(this.one.address());
        this.bob.expectRequest("ACK");
    }

    private void hangUp(TestContainer node, TestPhone from, TestPhone to) throws Exception {
        from.request(node.address(), "BYE");
        to.answer(node.address(), to.expectRequest("BYE"), 200);
        from.expectFinal("BYE");
        await().untilAsserted(() -> assertThat(node.hasNoSession()).as(node::left).isTrue());
    }

    @Test
    void aCallVisitsBothApplications() throws Exception {
        this.call();
        this.hangUp(this.one, this.alice, this.bob);
    }

    @Test
    void aCallThroughBothGoesOnAtTheSurvivor() throws Exception {
        this.call();
        await().pollDelay(Duration.ofMillis(50)).until(() -> this.one.container().statistics().storeEntries() == 2);
        this.one.kill();
        this.hangUp(this.two, this.alice, this.bob);
    }

    @Test
    void theCalleeHangsUpThroughBothAtTheSurvivor() throws Exception {
        this.call();
        await().pollDelay(Duration.ofMillis(50)).until(() -> this.one.container().statistics().storeEntries() == 2);
        this.one.kill();
        this.hangUp(this.two, this.bob, this.alice);
    }

    @Test
    void theCallerCancelsThroughBoth() throws Exception {
        this.alice.request(this.one.address(), "INVITE");
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 180);
        this.alice.expectResponse(180, "INVITE");
        this.alice.cancel(this.one.address());
        this.alice.ackFailure(this.one.address(), this.alice.expectResponse(487, "INVITE"));
        this.bob.answer(this.one.address(), this.bob.expectRequest("CANCEL"), 200);
        this.bob.answer(this.one.address(), invite, 487);
        await().untilAsserted(() -> assertThat(this.one.hasNoSession()).as(this.one::left).isTrue());
    }

    @Test
    void aNewRequestOfAnApplicationVisitsThoseThatTheRouterNames() throws Exception {
        SipFactory factory = this.one.application("second").sipFactory();
        factory.createRequest(factory.createApplicationSession(), "MESSAGE", "sip:second@example.com", this.bob.uri()).send();
        this.bob.answer(this.one.address(), this.bob.expectRequest("MESSAGE"), 200);
        await().untilAsserted(() -> assertThat(this.one.hasNoSession()).as(this.one::left).isTrue());
    }
}
