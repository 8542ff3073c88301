/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.TimerListener;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.LocalStore;

/** Two containers in one process that share nothing but bytes in a store. */
class FailoverTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private TestContainer one;
    private TestContainer two;

    /** Answers calls, counts what it gets in a session attribute. */
    public static class Answering extends SipServlet implements TimerListener {
        private static final long serialVersionUID = 1L;
        static final List<String> FIRED = new CopyOnWriteArrayList<>();

        @Override
        protected void doInvite(SipServletRequest request) throws IOException {
            Integer seen = (Integer) request.getSession().getAttribute("seen");
            request.getSession().setAttribute("seen", seen == null ? 1 : seen + 1);
            if (request.isInitial() && "timer".equals(request.getHeader("Subject"))) {
                request.getApplicationSession().setAttribute("timer", true);
            }
            SipServletResponse response = request.createResponse(200);
            response.setHeader("X-Seen", String.valueOf(request.getSession().getAttribute("seen")));
            response.send();
        }

        @Override
        protected void doBye(SipServletRequest request) throws IOException {
            request.createResponse(200).send();
        }

        @Override
        protected void doInfo(SipServletRequest request) throws IOException {
            request.createResponse(200).send();
        }

        @Override
        public void timeout(ServletTimer timer) {
            FIRED.add(timer.getId());
        }
    }

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.one = new TestContainer(this.cluster.node("one"), new Answering());
        this.two = new TestContainer(this.cluster.node("two"), new Answering());
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
    }

    @Test
    void aCallGoesOnAtTheNodeThatIsAskedForIt() throws Exception {
        try (TestPhone phone = new TestPhone()) {
            phone.request(this.one.address(), "INVITE");
            phone.expectResponse(200, "INVITE");
            phone.ack(this.one.address());
            phone.request(this.one.address(), "INFO");
            phone.expectFinal("INFO");
            phone.request(this.two.address(), "INVITE");
            assertThat(TestPhone.header(phone.expectFinal("INVITE"), "X-Seen")).isEqualTo("2");
            phone.ack(this.two.address());
            phone.request(this.two.address(), "INFO");
            phone.expectFinal("INFO");
            await().until(() -> this.one.application().sessions() == 0);
            phone.request(this.two.address(), "BYE");
            phone.expectResponse(200, "BYE");
            await().until(() -> this.two.application().sessions() == 0 && this.two.container().statistics().storeEntries() == 0);
        }
    }

    @Test
    void aByeWithoutAckIsAnsweredByTheOtherNode() throws Exception {
        try (TestPhone phone = new TestPhone()) {
            phone.request(this.one.address(), "INVITE");
            phone.expectResponse(200, "INVITE");
            phone.ack(this.two.address());
            phone.request(this.two.address(), "BYE");
            phone.expectResponse(200, "BYE");
            await().until(() -> this.two.application().sessions() == 0 && this.one.application().sessions() == 0);
        }
    }

    @Test
    void anUnknownDialogIsAnswered481() throws Exception {
        try (TestPhone phone = new TestPhone()) {
            phone.request(this.one.address(), "INVITE");
            phone.expectResponse(200, "INVITE");
            phone.ack(this.one.address());
            phone.request(this.one.address(), "BYE");
            phone.expectResponse(200, "BYE");
            await().until(() -> this.one.container().statistics().storeEntries() == 0);
            phone.request(this.two.address(), "BYE");
            phone.expectResponse(481, "BYE");
        }
    }

    @Test
    void anAnswerIsSentAgainUntilItIsAcknowledged() throws Exception {
        try (TestPhone phone = new TestPhone()) {
            phone.request(this.one.address(), "INVITE");
            String first = phone.expectResponse(200, "INVITE");
            assertThat(phone.expectResponse(200, "INVITE")).isEqualTo(first);
            phone.ack(this.one.address());
            phone.request(this.one.address(), "BYE");
            phone.expectResponse(200, "BYE");
            await().atMost(Duration.ofSeconds(2)).until(() -> this.one.application().sessions() == 0);
        }
    }

    @Test
    void manyCallsGoOnWhileTheirNodeDies() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<TestPhone> phones = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                phones.add(new TestPhone());
            }
            for (Future<String> answer : callers.invokeAll(this.each(phones, phone -> phone.persist(this.one.address(), "INVITE")))) {
                assertThat(answer.get()).startsWith("SIP/2.0 200");
            }
            List<Future<String>> ends = this.each(phones, phone -> {
                phone.ack(this.two.address());
                return phone.persist(this.two.address(), "BYE");
            }).stream().map(callers::submit).toList();
            this.one.kill();
            for (Future<String> end : ends) {
                assertThat(end.get()).startsWith("SIP/2.0 200");
            }
            await().untilAsserted(() -> assertThat(this.two.hasNoSession()).as(this.two::left).isTrue());
        } finally {
            callers.shutdownNow();
            phones.forEach(TestPhone::close);
        }
    }

    /** What a phone does. */
    @FunctionalInterface
    private interface Act {
        String of(TestPhone phone) throws IOException;
    }

    private List<Callable<String>> each(List<TestPhone> phones, Act act) {
        return phones.stream().<Callable<String>>map(phone -> () -> act.of(phone)).toList();
    }
}
