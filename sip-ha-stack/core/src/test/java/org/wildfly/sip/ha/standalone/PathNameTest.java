/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;

import javax.sip.SipFactory;
import javax.sip.SipStack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mobicents.ha.javax.sip.ClusteredSipStack;

class PathNameTest {
    private final SipFactory factory = SipFactory.getInstance();

    @AfterEach
    void reset() {
        this.factory.resetFactory();
    }

    /** The stack.properties of the guide of JAIN SIP HA, with a store of the test's. */
    private static Properties guide() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "shootme");
        properties.setProperty("javax.sip.stack.PATH_NAME", "org.mobicents.ha");
        properties.setProperty("org.mobicents.ha.javax.sip.cache.MobicentsSipCache.standalone", "true");
        properties.setProperty("org.mobicents.ha.javax.sip.REPLICATION_STRATEGY", "ConfirmedDialogNoApplicationData");
        properties.setProperty("org.mobicents.ha.javax.sip.LoadBalancerElector", "some.Elector");
        properties.setProperty("org.wildfly.sip.ha.STORE", SharedStores.class.getName());
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.wildfly.sip.ha", "org.mobicents.ha", "org.mobicents.ha.balancing.only"})
    void theFactoryMakesEverythingUnderThePathName(String path) throws Exception {
        this.factory.setPathName(path);
        SipStack stack = this.factory.createSipStack(guide());
        try {
            assertThat(stack).isInstanceOf(ReplicatingStack.class);
            assertThat(stack.getClass().getName()).isEqualTo(path + ".javax.sip.SipStackImpl");
            assertThat(this.factory.createAddressFactory().getClass().getName()).startsWith(path);
            assertThat(this.factory.createHeaderFactory().getClass().getName()).startsWith(path);
            assertThat(this.factory.createMessageFactory().getClass().getName()).startsWith(path);
        } finally {
            stack.stop();
        }
    }

    @Test
    void applicationsOfMobicentsFindTheirInterface() throws Exception {
        this.factory.setPathName("org.mobicents.ha");
        ClusteredSipStack stack = (ClusteredSipStack) this.factory.createSipStack(guide());
        try {
            assertThat(stack.getSipCache().inLocalMode()).isFalse();
            assertThat(stack.getSipCache().getDialog("a:b:c")).isNull();
            assertThat(stack.getDialog("a:b:c")).isNull();
        } finally {
            stack.stop();
        }
    }

    @Test
    void whatMeansNothingHereIsKnown() {
        assertThat(new StandaloneSettings(guide()).ignored()).containsExactly("org.mobicents.ha.javax.sip.LoadBalancerElector");
    }

    @Test
    void aStrategyOrStoreThatDoesNotExistIsRefused() {
        Properties strategy = guide();
        strategy.setProperty("org.mobicents.ha.javax.sip.REPLICATION_STRATEGY", "Transaction");
        assertThatThrownBy(() -> new StandaloneSettings(strategy)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REPLICATION_STRATEGY=Transaction");
        Properties store = guide();
        store.setProperty("org.wildfly.sip.ha.STORE", "no.such.Store");
        assertThatThrownBy(() -> StoreSelection.select(new StandaloneSettings(store))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.Store");
    }
}
