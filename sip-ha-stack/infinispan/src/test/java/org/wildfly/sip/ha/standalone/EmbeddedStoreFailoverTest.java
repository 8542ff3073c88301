/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import java.util.UUID;

import javax.sip.message.Request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.infinispan.EmbeddedStoreBuilder;
import org.wildfly.sip.ha.infinispan.EmbeddedStoreProvider;
import org.wildfly.sip.ha.javax.sip.SipStackImpl;
import org.wildfly.sip.ha.store.LocalStore;

/** Stacks that are used alone and keep their dialogs in Infinispan, by properties only. */
class EmbeddedStoreFailoverTest {
    private final String cluster = "test-" + UUID.randomUUID();

    @BeforeEach
    void choosePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty("jgroups.bind.port", Integer.toString(socket.getLocalPort()));
            System.setProperty("jgroups.tcpping.initial_hosts", "127.0.0.1[" + socket.getLocalPort() + ']');
        }
    }

    @AfterEach
    void reset() {
        System.clearProperty("jgroups.bind.port");
        System.clearProperty("jgroups.tcpping.initial_hosts");
    }

    private Agent node(String name) throws Exception {
        Properties properties = Agent.properties(name);
        properties.setProperty("org.wildfly.sip.ha.NODE_NAME", name);
        properties.setProperty("org.wildfly.sip.ha.STORE", EmbeddedStoreProvider.class.getName());
        properties.setProperty(EmbeddedStoreProvider.JGROUPS, EmbeddedStoreBuilder.JGROUPS_STATIC);
        properties.setProperty(EmbeddedStoreProvider.CLUSTER_NAME, this.cluster);
        return new Agent(name, "udp", new SipStackImpl(properties));
    }

    @Test
    void aByeOfADeadNodeGoesToASurvivor() throws Exception {
        try (StatelessProxy proxy = new StatelessProxy();
                Agent phone = new Agent("phone", "udp", new LocalStore("phone"));
                Agent first = this.node("first");
                Agent second = this.node("second")) {
            await().until(() -> second.stack.store().nodes().size() == 2);
            proxy.node(first.port());
            phone.call(proxy.port(), "call@phone");
            await().until(() -> first.requests.contains(Request.ACK));
            first.close();
            proxy.node(second.port());
            phone.send(phone.dialog, Request.BYE);
            await().until(() -> phone.responses.contains("BYE 200"));
            await().untilAsserted(() -> assertThat(second.stack.store().localEntries()).isZero());
        }
    }

    @Test
    void aConfigurationThatIsNotThereIsRefused() {
        Properties properties = new Properties();
        properties.setProperty(EmbeddedStoreProvider.CONFIGURATION, "/no/such/file.xml");
        assertThatThrownBy(() -> new EmbeddedStoreProvider().create("node", properties)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/such/file.xml");
    }
}
