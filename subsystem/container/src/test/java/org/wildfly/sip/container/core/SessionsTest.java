/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.session.SessionClock;
import org.wildfly.sip.ha.store.LocalStore;

/** What sessions hold, how long, and that it is there on another node. */
class SessionsTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private final Script script = new Script();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private TestPhone phone;
    private TestContainer one;
    private TestContainer two;

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.phone = new TestPhone();
        this.one = new TestContainer(this.cluster.node("one"), TestContainer.Settings.DEFAULT, this.application());
        this.two = new TestContainer(this.cluster.node("two"), TestContainer.Settings.DEFAULT, this.application());
    }

    private TestApplication application() {
        return new TestApplication("test", this.script);
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
        this.phone.close();
    }

    private void call() throws Exception {
        this.phone.request(this.one.address(), "INVITE");
        this.phone.expectFinal("INVITE");
        this.phone.ack(this.one.address());
        await().until(() -> this.one.application().drain().remaining() == 1);
    }

    private void at(TestContainer node, String method) throws Exception {
        this.phone.request(node.address(), method);
        assertThat(this.phone.expectFinal(method)).startsWith("SIP/2.0 200");
    }

    private void nothingIsLeft(TestContainer node) {
        await().untilAsserted(() -> assertThat(node.hasNoSession()).as(node::left).isTrue());
    }

    private static List<String> bill(SipServletRequest request) {
        @SuppressWarnings("unchecked")
        List<String> bill = (List<String>) request.getApplicationSession().getAttribute("bill");
        return bill;
    }

    @Test
    void attributesThatAreChangedInPlaceComeAlong() throws Exception {
        this.script.on("INVITE", request -> {
            request.getApplicationSession().setAttribute("bill", new ArrayList<>(List.of("invite")));
            request.getSession().setAttribute("side", "a");
            request.createResponse(200).send();
        }).on("INFO", request -> {
            bill(request).add("info");
            request.createResponse(200).send();
        }).on("BYE", request -> {
            this.log.addAll(bill(request));
            this.log.add((String) request.getSession().getAttribute("side"));
            request.createResponse(200).send();
        });
        this.call();
        this.at(this.one, "INFO");
        this.one.kill();
        this.at(this.two, "INFO");
        this.at(this.two, "BYE");
        assertThat(this.log).containsExactly("invite", "info", "info", "a");
        this.nothingIsLeft(this.two);
    }

    @Test
    void referencesToSessionsComeAlong() throws Exception {
        this.script.on("INVITE", request -> {
            SipApplicationSession other = this.one.application().sipFactory().createApplicationSession();
            other.setAttribute("name", "other");
            request.getSession().setAttribute("other", other);
            request.getApplicationSession().setAttribute("self", request.getSession());
            request.createResponse(200).send();
        }).on("BYE", request -> {
            SipApplicationSession other = (SipApplicationSession) request.getSession().getAttribute("other");
            SipSession self = (SipSession) request.getApplicationSession().getAttribute("self");
            this.log.add((String) other.getAttribute("name"));
            this.log.add(String.valueOf(self == request.getSession()));
            other.invalidate();
            request.createResponse(200).send();
        });
        this.call();
        this.one.kill();
        this.at(this.two, "BYE");
        assertThat(this.log).containsExactly("other", "true");
        this.nothingIsLeft(this.two);
    }

    @Test
    void anAttributeThatCannotBeReplicatedIsRefused() throws Exception {
        SipApplicationSession session = this.one.application().sipFactory().createApplicationSession();
        Object value = new Object();
        assertThatThrownBy(() -> session.setAttribute("thing", value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing").hasMessageContaining("java.lang.Object");
        session.invalidate();
        this.nothingIsLeft(this.one);
    }

    @Test
    void aTimerOfADeadNodeFiresOnceOnTheSurvivor() throws Exception {
        this.script.on("INVITE", request -> {
            this.one.application().timerService().createTimer(request.getApplicationSession(), 800, true, "ring");
            request.createResponse(200).send();
        }).onTimer(timer -> this.log.add(timer.getInfo() + " " + timer.getApplicationSession().getTimers().size()));
        this.call();
        this.one.kill();
        await().atMost(Duration.ofMillis(2_800)).until(() -> !this.log.isEmpty());
        this.at(this.two, "BYE");
        this.nothingIsLeft(this.two);
        assertThat(this.log).containsExactly("ring 0");
    }

    @Test
    void aTimerThatWasDueWhileNobodyWasThereFiresAtOnce() throws Exception {
        this.script.on("INVITE", request -> {
            this.one.application().timerService().createTimer(request.getApplicationSession(), 300, true, "ring");
            request.createResponse(200).send();
        }).onTimer(timer -> this.log.add((String) timer.getInfo()));
        this.two.kill();
        this.call();
        this.one.kill();
        this.two = new TestContainer(this.cluster.node("three"), TestContainer.Settings.DEFAULT, this.application());
        this.at(this.two, "INFO");
        await().until(() -> this.log.size() == 1);
        this.at(this.two, "BYE");
        this.nothingIsLeft(this.two);
    }

    @Test
    void aCallThatWasRingingOnTheDeadNodeDoesNotHoldItsSession() throws Exception {
        this.script.on("INVITE", request -> {
            this.one.application().timerService().createTimer(request.getApplicationSession(), 400, true, "ring");
            request.createResponse(180).send();
        }).onTimer(timer -> this.log.add((String) timer.getInfo()));
        this.phone.request(this.one.address(), "INVITE");
        this.phone.expectResponse(180, "INVITE");
        this.one.kill();
        await().until(() -> this.log.size() == 1);
        this.nothingIsLeft(this.two);
    }

    @Test
    void aSessionThatIsUsedAgainAndAgainGoesOnAtTheSurvivor() throws Exception {
        this.script.onTimer(timer -> {
            SipSession registering = (SipSession) timer.getApplicationSession().getAttribute("session");
            try {
                registering.createRequest("REGISTER").send();
            } catch (IOException failure) {
                this.log.add(failure.getMessage());
            }
        });
        SipFactory factory = this.one.application().sipFactory();
        SipApplicationSession session = factory.createApplicationSession();
        SipServletRequest register = factory.createRequest(session, "REGISTER", "sip:service@example.com", this.phone.uri());
        register.getSession().setInvalidateWhenReady(false);
        session.setAttribute("session", register.getSession());
        this.one.application().timerService().createTimer(session, 500, true, null);
        register.send();
        this.phone.answer(this.one.address(), this.phone.expectRequest("REGISTER"), 200);
        await().until(() -> register.getSession().isReadyToInvalidate());
        this.one.kill();
        assertThat(TestPhone.header(this.phone.expectNewRequest("REGISTER"), "CSeq")).isEqualTo("2 REGISTER");
        assertThat(this.log).isEmpty();
    }

    @Test
    void aTimerFiresOnTheNodeThatComesBackUnderItsName() throws Exception {
        this.script.on("INVITE", request -> {
            this.one.application().timerService().createTimer(request.getApplicationSession(), 1_000, true, "ring");
            request.createResponse(200).send();
        }).onTimer(timer -> this.log.add((String) timer.getInfo()));
        this.two.kill();
        this.call();
        this.one.kill();
        this.one = new TestContainer(this.cluster.node("one"), TestContainer.Settings.DEFAULT, this.application());
        await().atMost(Duration.ofSeconds(3)).until(() -> this.log.size() == 1);
        this.at(this.one, "BYE");
        this.nothingIsLeft(this.one);
    }

    @Test
    void aPeriodicTimerGoesOnAtTheSurvivor() throws Exception {
        this.script.on("INVITE", request -> {
            this.one.application().timerService().createTimer(request.getApplicationSession(), 100, 200, false, true, "tick");
            request.createResponse(200).send();
        }).onTimer(timer -> this.log.add(timer.getId()));
        this.call();
        await().until(() -> this.log.size() >= 2);
        this.one.kill();
        int before = this.log.size();
        await().atMost(Duration.ofSeconds(2)).until(() -> this.log.size() >= before + 3);
        this.script.on("BYE", request -> {
            request.getApplicationSession().getTimers().forEach(timer -> timer.cancel());
            request.createResponse(200).send();
        });
        this.at(this.two, "BYE");
        this.nothingIsLeft(this.two);
        assertThat(this.log).containsOnly(this.log.get(0));
    }

    @Test
    void aSessionExpiresUnlessItIsExtended() throws Exception {
        AtomicReference<SipApplicationSession> session = new AtomicReference<>();
        this.script.on("INVITE", request -> {
            session.set(request.getApplicationSession());
            SessionClock.expireAfter(session.get(), 300);
            request.createResponse(200).send();
        }).onExpired(expired -> {
            this.log.add("expired");
            if (this.log.size() == 1) {
                SessionClock.expireAfter(expired, 300);
            }
        });
        this.call();
        this.nothingIsLeft(this.one);
        assertThat(this.log).containsExactly("expired", "expired");
        assertThat(session.get().isValid()).isFalse();
        this.phone.request(this.one.address(), "BYE");
        assertThat(this.phone.expectFinal("BYE")).startsWith("SIP/2.0 481");
    }

    @Test
    void aSessionOfADeadNodeExpiresOnTheSurvivor() throws Exception {
        this.script.on("INVITE", request -> {
            SessionClock.expireAfter(request.getApplicationSession(), 600);
            request.createResponse(200).send();
        }).onExpired(expired -> this.log.add("expired"));
        this.call();
        this.one.kill();
        await().atMost(Duration.ofSeconds(3)).until(() -> this.log.size() == 1);
        this.nothingIsLeft(this.two);
    }

    @Test
    void anUnansweredRequestOfAnExpiredSessionIsAnswered() throws Exception {
        this.script.on("INVITE", request -> SessionClock.expireAfter(request.getApplicationSession(), 200));
        this.phone.request(this.one.address(), "INVITE");
        this.phone.ackFailure(this.one.address(), this.phone.expectResponse(500, "INVITE"));
        this.nothingIsLeft(this.one);
        await().atMost(Duration.ofSeconds(8)).until(() -> this.one.container().statistics().activeTransactions() == 0);
    }

    @Test
    void anInvalidatedSessionLeavesNothing() throws Exception {
        this.script.on("INFO", request -> {
            request.createResponse(200).send();
            request.getApplicationSession().invalidate();
        });
        this.call();
        this.at(this.one, "INFO");
        this.nothingIsLeft(this.one);
    }

    @Test
    void aSessionThatIsNotInvalidatedWhenReadyStaysUntilItIs() throws Exception {
        AtomicReference<SipApplicationSession> session = new AtomicReference<>();
        this.script.on("INVITE", request -> {
            session.set(request.getApplicationSession());
            session.get().setInvalidateWhenReady(false);
            request.createResponse(200).send();
        });
        this.call();
        this.at(this.one, "BYE");
        await().until(() -> session.get().isReadyToInvalidate());
        assertThat(session.get().isValid()).isTrue();
        assertThat(this.one.container().statistics().storeEntries()).isOne();
        assertThat(this.one.application().drain().remaining()).isZero();
        session.get().invalidate();
        assertThat(session.get().isValid()).isFalse();
        this.nothingIsLeft(this.one);
    }

    @Test
    void aThreadFromOutsideEntersTheSession() throws Exception {
        AtomicReference<SipSession> session = new AtomicReference<>();
        this.script.on("INVITE", request -> {
            session.set(request.getSession());
            request.createResponse(200).send();
        }).onResponse(response -> this.log.add(response.getMethod() + response.getStatus()));
        this.call();
        SipServletRequest info = session.get().createRequest("INFO");
        session.get().getApplicationSession().setAttribute("by", "http");
        info.send();
        this.phone.answer(this.one.address(), this.phone.expectRequest("INFO"), 200);
        await().until(() -> this.log.contains("INFO200"));
        this.one.kill();
        this.script.on("BYE", request -> {
            this.log.add((String) request.getApplicationSession().getAttribute("by"));
            request.createResponse(200).send();
        });
        this.at(this.two, "BYE");
        assertThat(this.log).contains("http");
        this.nothingIsLeft(this.two);
    }

    @Test
    void numbersOfRequestsGoOnAtTheSurvivor() throws Exception {
        this.script.on("INFO", request -> {
            request.createResponse(200).send();
            request.getSession().createRequest("MESSAGE").send();
        });
        this.call();
        this.at(this.one, "INFO");
        String first = this.phone.expectRequest("MESSAGE");
        this.one.kill();
        this.at(this.two, "INFO");
        String second = this.phone.expectNewRequest("MESSAGE");
        assertThat(List.of(TestPhone.header(first, "CSeq"), TestPhone.header(second, "CSeq"))).containsExactly("1 MESSAGE", "2 MESSAGE");
    }

    @Test
    void aCallOfALocalApplicationStaysOnItsNode() throws Exception {
        try (TestContainer three = new TestContainer(this.cluster.node("three"), TestContainer.Settings.DEFAULT,
                this.application().local())) {
            this.phone.request(three.address(), "INVITE");
            this.phone.expectFinal("INVITE");
            this.phone.ack(three.address());
            assertThat(three.container().statistics().storeEntries()).isZero();
            this.at(three, "BYE");
            this.nothingIsLeft(three);
        }
    }

    @Test
    void aResponseThatIsNotSentIsNotStored() throws Exception {
        AtomicReference<SipServletResponse> late = new AtomicReference<>();
        this.script.on("INVITE", request -> late.set(request.createResponse(200)));
        this.phone.request(this.one.address(), "INVITE");
        await().until(() -> late.get() != null);
        assertThat(this.one.container().statistics().storeEntries()).isZero();
        late.get().send();
        this.phone.expectFinal("INVITE");
        assertThat(this.one.container().statistics().storeEntries()).isOne();
        this.phone.ack(this.one.address());
        this.at(this.one, "BYE");
    }
}
