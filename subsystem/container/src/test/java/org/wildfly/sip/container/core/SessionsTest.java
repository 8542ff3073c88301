/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;

import org.junit.jupiter.api.Test;

/** What sessions hold, and that it is there on another node. */
class SessionsTest extends SessionsScene {
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
