/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalancerAddressesTest {

    @Test
    void namesAreNotResolvedAndBracketsAreTakenFromAddresses() {
        assertThat(BalancerAddresses.parse("balancer.example.org:2611, [2001:db8::1]:2612,127.0.0.1:2613")).containsExactly(
                InetSocketAddress.createUnresolved("balancer.example.org", 2611),
                InetSocketAddress.createUnresolved("2001:db8::1", 2612),
                InetSocketAddress.createUnresolved("127.0.0.1", 2613));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nothingIsNoBalancer(String text) {
        assertThat(BalancerAddresses.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"balancer", ":2611", "balancer:", "balancer:x", "balancer:0", "balancer:65536", "2001:db8::1:2611", "a:1,",
            "a:1,,b:2"})
    void whatIsNoAddressIsNamed(String text) {
        assertThatThrownBy(() -> BalancerAddresses.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }
}
