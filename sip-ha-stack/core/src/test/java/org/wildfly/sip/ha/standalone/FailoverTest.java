/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javax.sip.Dialog;
import javax.sip.DialogState;
import javax.sip.message.Request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.LocalStore;

/** What the guide of JAIN SIP HA promises: a phone, a stateless proxy, a node that dies and one that goes on. Only bytes pass between the nodes. */
class FailoverTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private final LocalStore observer = this.cluster.node("observer");
    private StatelessProxy proxy;
    private Agent phone;
    private Agent first;
    private Agent second;

    @BeforeEach
    void start() throws Exception {
        this.observer.start();
        this.proxy = new StatelessProxy();
        this.phone = new Agent("phone", "udp", new LocalStore("phone"));
        this.first = new Agent("shootme", "udp", this.cluster.node("first"));
        this.second = new Agent("recovery", "udp", this.cluster.node("second"));
        this.proxy.node(this.first.port());
    }

    @AfterEach
    void stop() {
        this.phone.close();
        this.first.close();
        this.second.close();
        this.proxy.close();
    }

    private void establish() throws Exception {
        this.phone.call(this.proxy.port(), "call:1@phone");
        await().until(() -> this.first.requests.contains(Request.ACK));
    }

    private void failover() {
        this.first.close();
        this.proxy.node(this.second.port());
    }

    @Test
    void aByeOfADeadNodeGoesToASurvivor() throws Exception {
        this.establish();
        assertThat(this.observer.localEntries()).isEqualTo(1);
        this.failover();
        this.phone.send(this.phone.dialog, Request.BYE);
        await().until(() -> this.phone.responses.contains("BYE 200"));
        assertThat(this.second.requests).containsExactly(Request.BYE);
        await().untilAsserted(() -> assertThat(this.observer.localEntries()).isZero());
        assertThat(this.second.stack.keptDialogs()).isZero();
        assertThat(this.second.terminated).hasSize(1);
    }

    @Test
    void aSurvivorGoesOnWithTheCallInBothDirections() throws Exception {
        this.establish();
        this.failover();
        this.phone.send(this.phone.dialog, Request.INFO);
        await().until(() -> this.phone.responses.contains("INFO 200"));
        this.phone.send(this.phone.dialog, Request.INVITE);
        await().until(() -> this.second.requests.contains(Request.ACK));
        Dialog taken = this.second.dialog;
        assertThat(taken.getState()).isEqualTo(DialogState.CONFIRMED);
        assertThat(taken.isServer()).isTrue();
        this.second.send(taken, Request.INFO);
        await().until(() -> this.second.responses.contains("INFO 200"));
        this.second.send(taken, Request.BYE);
        await().until(() -> this.second.responses.contains("BYE 200"));
        assertThat(this.phone.requests).containsExactly(Request.INFO, Request.BYE);
        await().untilAsserted(() -> assertThat(this.observer.localEntries()).isZero());
    }

    @Test
    void theCallersSideIsFoundByItsIdAndUsesNoSequenceNumberTwice() throws Exception {
        this.proxy.node(this.phone.port());
        this.first.call(this.proxy.port(), "outgoing@first");
        await().until(() -> this.phone.requests.contains(Request.ACK));
        this.first.send(this.first.dialog, Request.INFO);
        await().until(() -> this.phone.requests.contains(Request.INFO));
        String id = this.first.dialog.getDialogId();
        this.first.close();
        Dialog taken = this.second.stack.getDialog(id);
        assertThat(taken).isNotNull();
        assertThat(taken.isServer()).isFalse();
        this.second.send(taken, Request.INFO);
        await().until(() -> this.second.responses.contains("INFO 200"));
        this.second.send(taken, Request.BYE);
        await().until(() -> this.second.responses.contains("BYE 200"));
        assertThat(this.phone.sequenceNumbers).containsExactly(1L, 1L, 2L, 3L, 4L);
    }

    @Test
    void anAckAfterTheDeathOfTheNodeReachesTheSurvivor() throws Exception {
        this.phone.acknowledges = false;
        this.phone.call(this.proxy.port(), "early@phone");
        await().until(() -> this.phone.responses.contains("INVITE 200"));
        this.failover();
        Dialog dialog = this.phone.dialog;
        dialog.sendAck(dialog.createAck(1));
        await().until(() -> this.second.requests.contains(Request.ACK));
        this.phone.send(dialog, Request.BYE);
        await().until(() -> this.phone.responses.contains("BYE 200"));
    }

    @Test
    void aRequestOfAnUnknownDialogIsRefused() throws Exception {
        this.establish();
        this.first.send(this.first.dialog, Request.BYE);
        await().untilAsserted(() -> assertThat(this.observer.localEntries()).isZero());
        assertThat(this.second.stack.getDialog("no:such:dialog")).isNull();
        assertThat(this.second.stack.getDialog(null)).isNull();
    }

    @Test
    void aNodeThatLostItsDialogToAnotherDropsItSilently() throws Exception {
        this.establish();
        this.proxy.node(this.second.port());
        this.phone.send(this.phone.dialog, Request.INFO);
        await().until(() -> this.phone.responses.contains("INFO 200"));
        await().until(() -> this.first.stack.keptDialogs() == 0);
        assertThat(this.first.terminated).isEmpty();
        assertThat(this.first.stack.getDialogs()).isEmpty();
        assertThat(this.second.stack.keptDialogs()).isEqualTo(1);

        this.proxy.node(this.first.port());
        this.phone.send(this.phone.dialog, Request.INFO);
        await().until(() -> this.first.requests.contains(Request.INFO));
        await().until(() -> this.second.stack.keptDialogs() == 0);
    }

    @Test
    void dataOfTheApplicationComesAlong() throws Exception {
        this.establish();
        this.first.dialog.setApplicationData("bill 17");
        this.first.send(this.first.dialog, Request.INFO);
        await().until(() -> this.first.responses.contains("INFO 200"));
        this.failover();
        this.phone.send(this.phone.dialog, Request.BYE);
        await().until(() -> this.second.requests.contains(Request.BYE));
        assertThat(this.second.dialog.getApplicationData()).isEqualTo("bill 17");
    }
}
