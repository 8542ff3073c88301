/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.UAMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.LocalStore;

/** Applications that call, from threads of their own. */
class ClientTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private final Script script = new Script();
    private final List<Integer> statuses = new CopyOnWriteArrayList<>();
    private TestPhone bob;
    private TestContainer one;
    private TestContainer two;
    private SipSession session;

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.bob = new TestPhone("bob");
        this.one = this.node("one");
        this.two = this.node("two");
        this.script.onResponse(this::acknowledge);
    }

    private TestContainer node(String name) throws Exception {
        return new TestContainer(this.cluster.node(name), TestContainer.Settings.baseTimer(Duration.ofMillis(30)),
                new TestApplication("test", this.script));
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
        this.bob.close();
    }

    private void acknowledge(SipServletResponse response) throws IOException {
        this.statuses.add(response.getStatus());
        if (response.getMethod().equals("INVITE") && response.getStatus() / 100 == 2) {
            response.createAck().send();
        }
    }

    private SipServletRequest request(String method) throws Exception {
        SipFactory factory = this.one.application().sipFactory();
        SipServletRequest request = factory.createRequest(factory.createApplicationSession(), method, "sip:service@example.com",
                this.bob.uri());
        this.session = request.getSession();
        return request;
    }

    private void nothingIsLeft(TestContainer node) {
        await().untilAsserted(() -> assertThat(node.hasNoSession()).as(node::left).isTrue());
    }

    private void call() throws Exception {
        this.request("INVITE").send();
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 180);
        this.bob.answer(this.one.address(), invite, 200);
        this.bob.expectRequest("ACK");
    }

    @Test
    void aCallIsHungUpByTheApplication() throws Exception {
        this.call();
        assertThat(this.statuses).containsExactly(180, 200);
        this.session.createRequest("BYE").send();
        this.bob.answer(this.one.address(), this.bob.expectRequest("BYE"), 200);
        this.nothingIsLeft(this.one);
        await().atMost(Duration.ofSeconds(10)).until(() -> this.one.container().statistics().activeTransactions() == 0);
    }

    @Test
    void theCalleeHangsUpAtTheSurvivor() throws Exception {
        this.call();
        this.one.kill();
        this.bob.request(this.two.address(), "BYE");
        assertThat(this.bob.expectFinal("BYE")).startsWith("SIP/2.0 200");
        this.nothingIsLeft(this.two);
    }

    @Test
    void theSurvivorAcknowledgesWhatTheDeadNodeHasNot() throws Exception {
        this.script.onResponse(response -> {
            response.getApplicationSession().setAttribute("answered", true);
            this.statuses.add(response.getStatus());
        }).on("INFO", info -> {
            info.createResponse(200).send();
            ((SipServletResponse) info.getB2buaHelper().getPendingMessages(info.getSession(), UAMode.UAC).get(0)).createAck().send();
        });
        this.request("INVITE").send();
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 200);
        await().until(() -> this.one.container().statistics().storeEntries() == 1);
        this.one.kill();
        this.bob.request(this.two.address(), "INFO");
        String ack = this.bob.expectRequest("ACK");
        assertThat(TestPhone.header(ack, "CSeq")).isEqualTo("1 ACK");
        this.bob.answer(this.two.address(), invite, 200);
        assertThat(TestPhone.header(this.bob.expectRequest("ACK"), "CSeq")).isEqualTo("1 ACK");
        this.bob.request(this.two.address(), "BYE");
        this.bob.expectFinal("BYE");
        this.nothingIsLeft(this.two);
    }

    @Test
    void theAcknowledgementIsRepeatedForARepeatedAnswer() throws Exception {
        this.request("INVITE").send();
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 200);
        this.bob.expectRequest("ACK");
        this.bob.answer(this.one.address(), invite, 200);
        this.bob.expectRequest("ACK");
        assertThat(this.statuses).containsExactly(200);
    }

    @Test
    void anotherBranchOfAForkIsHungUp() throws Exception {
        this.request("INVITE").send();
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 180, "first");
        this.bob.answer(this.one.address(), invite, 180, "second");
        this.bob.answer(this.one.address(), invite, 200, "second");
        assertThat(TestPhone.tag(TestPhone.header(this.bob.expectRequest("ACK"), "To"))).isEqualTo("second");
        this.bob.answer(this.one.address(), invite, 200, "first");
        assertThat(TestPhone.tag(TestPhone.header(this.bob.expectRequest("ACK"), "To"))).isEqualTo("first");
        String bye = this.bob.expectRequest("BYE");
        assertThat(TestPhone.tag(TestPhone.header(bye, "To"))).isEqualTo("first");
        this.bob.answer(this.one.address(), bye, 200);
        this.bob.answer(this.one.address(), invite, 200, "first");
        assertThat(TestPhone.tag(TestPhone.header(this.bob.expectRequest("ACK"), "To"))).isEqualTo("first");
        assertThat(this.bob.received("BYE")).isOne();
        this.session.createRequest("BYE").send();
        assertThat(TestPhone.tag(TestPhone.header(this.bob.expectRequest("BYE"), "To"))).isEqualTo("second");
    }

    @Test
    void aChallengedRequestIsSentAgainInItsSession() throws Exception {
        this.script.onResponse(response -> {
            this.statuses.add(response.getStatus());
            if (response.getStatus() == 401) {
                SipServletRequest again = response.getSession().createRequest("INVITE");
                again.setHeader("X-Again", "yes");
                again.send();
            } else if (response.getStatus() == 200) {
                response.createAck().send();
            }
        });
        this.request("INVITE").send();
        String first = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), first, 401);
        String second = this.bob.expectRequest("INVITE");
        assertThat(second).contains("X-Again: yes");
        assertThat(TestPhone.header(second, "Call-ID")).isEqualTo(TestPhone.header(first, "Call-ID"));
        assertThat(TestPhone.tag(TestPhone.header(second, "To"))).isNull();
        assertThat(TestPhone.header(second, "CSeq")).isEqualTo("2 INVITE");
        this.bob.answer(this.one.address(), second, 200);
        await().until(() -> this.session.getState() == SipSession.State.CONFIRMED);
    }

    @Test
    void aCallThatIsNotAnsweredIsCancelledAndForgotten() throws Exception {
        SipServletRequest invite = this.request("INVITE");
        invite.send();
        this.bob.answer(this.one.address(), this.bob.expectRequest("INVITE"), 180);
        await().until(() -> this.session.getState() == SipSession.State.EARLY);
        invite.createCancel().send();
        this.bob.answer(this.one.address(), this.bob.expectRequest("CANCEL"), 200);
        await().atMost(Duration.ofSeconds(5)).until(() -> this.statuses.equals(List.of(180, 408)));
        this.nothingIsLeft(this.one);
        await().atMost(Duration.ofSeconds(10)).until(() -> this.one.container().statistics().activeTransactions() == 0);
    }

    @Test
    void anInvalidatedSessionCancelsItsCall() throws Exception {
        this.request("INVITE").send();
        String invite = this.bob.expectRequest("INVITE");
        this.bob.answer(this.one.address(), invite, 180);
        await().until(() -> this.session.getState() == SipSession.State.EARLY);
        this.session.getApplicationSession().invalidate();
        this.bob.answer(this.one.address(), this.bob.expectRequest("CANCEL"), 200);
        this.bob.answer(this.one.address(), invite, 487);
        this.bob.expectRequest("ACK");
        this.nothingIsLeft(this.one);
        await().atMost(Duration.ofSeconds(10)).until(() -> this.one.container().statistics().activeTransactions() == 0);
    }

    @Test
    void aRequestThatCannotBeDeliveredFails() throws Exception {
        this.request("MESSAGE").send();
        this.bob.expectRequest("MESSAGE");
        await().atMost(Duration.ofSeconds(40)).until(() -> this.statuses.equals(List.of(408)));
        this.nothingIsLeft(this.one);
    }

    @Test
    void messagesOutOfDialogsLeaveNothing() throws Exception {
        for (String method : List.of("MESSAGE", "OPTIONS", "REGISTER")) {
            this.request(method).send();
            this.bob.answer(this.one.address(), this.bob.expectRequest(method), 200);
            await().until(() -> this.statuses.contains(200));
            this.nothingIsLeft(this.one);
            this.statuses.clear();
        }
    }

    @Test
    void bothSidesHangUpAtOnce() throws Exception {
        this.call();
        this.session.createRequest("BYE").send();
        String bye = this.bob.expectRequest("BYE");
        this.bob.request(this.one.address(), "BYE");
        assertThat(this.bob.expectFinal("BYE")).startsWith("SIP/2.0 200");
        this.bob.answer(this.one.address(), bye, 200);
        this.nothingIsLeft(this.one);
    }

    @Test
    void theContactOfANewRequestIsThereToBeChanged() throws Exception {
        SipServletRequest invite = this.request("INVITE");
        Address contact = invite.getAddressHeader("Contact");
        ((SipURI) contact.getURI()).setUser("desk");
        contact.setParameter("isfocus", "");
        invite.send();
        String sent = this.bob.expectRequest("INVITE");
        assertThat(TestPhone.header(sent, "Contact")).startsWith("<sip:desk@127.0.0.1:" + this.one.address().getPort())
                .contains(";isfocus");
        this.bob.answer(this.one.address(), sent, 486);
    }

    @Test
    void sessionsOfManyThreadsDoNotMix() throws Exception {
        SipFactory factory = this.one.application().sipFactory();
        SipApplicationSession shared = factory.createApplicationSession();
        shared.setInvalidateWhenReady(false);
        List<Thread> threads = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    factory.createRequest(shared, "MESSAGE", "sip:service@example.com", this.bob.uri()).send();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (int i = 0; i < 8; i++) {
            this.bob.answer(this.one.address(), this.bob.expectNewCall("MESSAGE"), 200);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        await().until(() -> this.statuses.size() == 8);
        await().until(shared::isReadyToInvalidate);
        shared.invalidate();
        this.nothingIsLeft(this.one);
    }
}
