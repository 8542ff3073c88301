/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import javax.servlet.sip.SipApplicationSession;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.session.SessionClock;

/** Timers of sessions, and how long those last, on their node and on another. */
class SessionLifetimeTest extends SessionsScene {
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
}
