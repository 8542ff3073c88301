/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.servlet.sip.SipServletRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.wildfly.sip.ha.store.LocalStore;

/** Two nodes with one application, and a phone that calls. */
abstract class SessionsScene {
    final LocalStore.Cluster cluster = new LocalStore.Cluster();
    final Script script = new Script();
    final List<String> log = new CopyOnWriteArrayList<>();
    TestPhone phone;
    TestContainer one;
    TestContainer two;

    @BeforeEach
    void startTwoNodes() throws Exception {
        this.phone = new TestPhone();
        this.one = new TestContainer(this.cluster.node("one"), TestContainer.Settings.DEFAULT, this.application());
        this.two = new TestContainer(this.cluster.node("two"), TestContainer.Settings.DEFAULT, this.application());
    }

    TestApplication application() {
        return new TestApplication("test", this.script);
    }

    @AfterEach
    void stopThem() {
        this.one.close();
        this.two.close();
        this.phone.close();
    }

    void call() throws Exception {
        this.phone.request(this.one.address(), "INVITE");
        this.phone.expectFinal("INVITE");
        this.phone.ack(this.one.address());
        await().until(() -> this.one.application().drain().remaining() == 1);
    }

    void at(TestContainer node, String method) throws Exception {
        this.phone.request(node.address(), method);
        assertThat(this.phone.expectFinal(method)).startsWith("SIP/2.0 200");
    }

    void nothingIsLeft(TestContainer node) {
        await().untilAsserted(() -> assertThat(node.hasNoSession()).as(node::left).isTrue());
    }

    static List<String> bill(SipServletRequest request) {
        @SuppressWarnings("unchecked")
        List<String> bill = (List<String>) request.getApplicationSession().getAttribute("bill");
        return bill;
    }
}
