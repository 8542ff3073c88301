/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Properties;

import javax.sip.message.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.ha.javax.sip.SipStackImpl;
import org.wildfly.sip.ha.store.LocalStore;

class OutputCommitTest {
    /** Reserved for a service that nobody offers any more. */
    private static final int CLOSED_PORT = 1;

    private final SlowStore store = new SlowStore(new LocalStore.Cluster().node("node"));

    private Agent node(String transport) throws Exception {
        Properties properties = Agent.properties("node");
        properties.setProperty("org.wildfly.sip.ha.COMMIT_TIMEOUT", "60000");
        return new Agent("node", transport, new SipStackImpl(properties, this.store));
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void theAnswerLeavesWhenTheDialogIsStored(String transport) throws Exception {
        try (Agent phone = new Agent("phone", transport, new LocalStore("phone")); Agent node = this.node(transport)) {
            this.store.slow = true;
            phone.call(node.port(), "held");
            await().until(() -> this.store.waiting() == 1);
            assertThat(node.requests).contains(Request.INVITE);
            assertThat(phone.responses).doesNotContain("INVITE 200");
            this.store.release();
            await().until(() -> phone.responses.contains("INVITE 200") && node.requests.contains(Request.ACK));
            phone.send(phone.dialog, Request.BYE);
            await().until(() -> phone.responses.contains("BYE 200"));
            await().untilAsserted(() -> assertThat(this.store.localEntries()).isZero());
            assertThat(node.stack.getDialogs()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aRequestOfAnyThreadLeavesWhenItsSequenceNumberIsStored(String transport) throws Exception {
        try (Agent phone = new Agent("phone", transport, new LocalStore("phone")); Agent node = this.node(transport)) {
            phone.call(node.port(), "held");
            await().until(() -> node.requests.contains(Request.ACK));
            await().until(() -> this.store.waiting() == 0);
            this.store.slow = true;
            node.send(node.dialog, Request.INFO);
            await().until(() -> this.store.waiting() == 1);
            assertThat(phone.requests).isEmpty();
            this.store.release();
            await().until(() -> node.responses.contains("INFO 200"));
            assertThat(phone.requests).containsExactly(Request.INFO);
        }
    }

    @Test
    void aRequestThatCannotBeSentIsToldToTheListener() throws Exception {
        try (Agent node = this.node("tcp")) {
            node.call(CLOSED_PORT, "nobody");
            await().until(() -> node.ioExceptions.size() == 1);
            await().untilAsserted(() -> assertThat(node.stack.getClientTransactionTableSize()).isZero());
        }
    }
}
