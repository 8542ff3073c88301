/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.ha.store.LocalStore;

/** Sessions that are found by their application key, on whichever node. */
class KeyedSessionsTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private final Registrar registrar = new Registrar();
    private TestPhone phone;
    private TestContainer one;
    private TestContainer two;

    /** Keeps Contacts in the session of the address of record. */
    public static class Registrar extends SipServlet {
        private static final long serialVersionUID = 1L;

        private final transient List<String> former = new CopyOnWriteArrayList<>();

        /** The key: the user of To. */
        public static String key(SipServletRequest request) {
            return request.getTo().getURI() instanceof SipURI uri ? uri.getUser() : null;
        }

        @Override
        protected void doRegister(SipServletRequest request) throws IOException {
            SipApplicationSession session = request.getApplicationSession();
            session.setInvalidateWhenReady(false);
            this.former.add(String.valueOf(session.getAttribute("contact")));
            session.setAttribute("contact", request.getHeader("Contact"));
            request.createResponse(200).send();
        }

        @Override
        protected void doInvite(SipServletRequest request) throws IOException {
            request.createResponse(200).send();
        }

        @Override
        protected void doBye(SipServletRequest request) throws IOException {
            request.createResponse(200).send();
        }
    }

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.phone = new TestPhone();
        this.one = this.node("one");
        this.two = this.node("two");
    }

    private TestContainer node(String name) throws Exception {
        return new TestContainer(this.cluster.node(name), TestContainer.Settings.DEFAULT,
                new TestApplication("test", this.registrar).keyedBy("key"));
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
        this.phone.close();
    }

    private void register(TestContainer node) throws IOException {
        this.phone.request(node.address(), "REGISTER");
        assertThat(this.phone.expectFinal("REGISTER")).startsWith("SIP/2.0 200");
    }

    @Test
    void aRegistrationIsStoredBeforeItsAnswerLeaves() throws Exception {
        this.register(this.one);
        String id = SessionIds.ofKey("test", "service");
        assertThat(this.two.store().get(id).toCompletableFuture().join()).isPresent();
        this.one.kill();
        SipApplicationSession found = this.two.application().sipSessionsUtil().getApplicationSessionByKey("service", false);
        assertThat(found.getAttribute("contact")).isEqualTo("<" + this.phone.uri() + ">");
        assertThat(found.getId()).isEqualTo(id);
        found.invalidate();
        assertThat(this.two.hasNoSession()).isTrue();
    }

    @Test
    void aRequestJoinsTheSessionThatAnotherNodeHas() throws Exception {
        this.register(this.one);
        this.register(this.two);
        this.register(this.one);
        assertThat(this.registrar.former).containsExactly("null", "<" + this.phone.uri() + ">", "<" + this.phone.uri() + ">");
        await().until(() -> this.two.application().sessions() == 0);
        assertThat(this.one.container().statistics().storeEntries()).isOne();
    }

    @Test
    void aCallThatJoinsASessionGoesOnAtTheSurvivor() throws Exception {
        this.register(this.one);
        this.phone.request(this.two.address(), "INVITE");
        this.phone.expectFinal("INVITE");
        this.phone.ack(this.two.address());
        this.two.kill();
        this.phone.request(this.one.address(), "BYE");
        assertThat(this.phone.expectFinal("BYE")).startsWith("SIP/2.0 200");
        SipApplicationSession session = this.one.application().sipSessionsUtil().getApplicationSessionByKey("service", false);
        await().until(() -> !session.getSessions("SIP").hasNext());
        assertThat(session.getAttribute("contact")).isEqualTo("<" + this.phone.uri() + ">");
    }

    @Test
    void aKeyThatNobodyHasGivesNoSession() {
        assertThat(this.one.application().sipSessionsUtil().getApplicationSessionByKey("nobody", false)).isNull();
        SipApplicationSession made = this.one.application().sipSessionsUtil().getApplicationSessionByKey("somebody", true);
        await().until(() -> this.one.container().statistics().storeEntries() == 1);
        assertThat(this.two.application().sipSessionsUtil().getApplicationSessionByKey("somebody", true)).isEqualTo(made);
    }

    @Test
    void registrationsOfOneKeyAtTwoNodesAtOnceAreAllAnsweredAndKept() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        try (TestPhone other = new TestPhone("alice2")) {
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> this.registerOften(other, this.two, refused));
            this.registerOften(this.phone, this.one, refused);
            second.join();
        }
        await().until(() -> this.one.application().sessions() + this.two.application().sessions() == 1);
        assertThat(refused).hasValue(0);
        SipApplicationSession session = this.one.application().sipSessionsUtil().getApplicationSessionByKey("service", false);
        assertThat((String) session.getAttribute("contact")).contains("alice");
        assertThat(this.one.container().statistics().storeEntries()).isOne();
    }

    private void registerOften(TestPhone from, TestContainer node, AtomicInteger refused) {
        try {
            for (int i = 0; i < 30; i++) {
                from.newCall();
                if (!from.persist(node.address(), "REGISTER").startsWith("SIP/2.0 200")) {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
