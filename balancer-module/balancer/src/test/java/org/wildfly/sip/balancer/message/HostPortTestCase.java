/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/**
 * Reading hosts and ports.
 */
class HostPortTestCase {
    private final HostPort view = new HostPort();

    private boolean parse(String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.ISO_8859_1);
        return this.view.parse(bytes, 1, bytes.length - 1);
    }

    @Test
    void addressesAreReadAsTheJdkReadsThem() throws Exception {
        for (String address : new String[]{"0.0.0.0", "127.0.0.1", "255.255.255.255", "192.0.2.33", "[::1]", "[::]", "[2001:db8::1]",
                "[2001:db8:1:2:3:4:5:6]",
                "[fe80::a:b]", "[1::]", "[1:2:3:4:5:6:7::]", "[::2:3:4:5:6:7:8]", "[64:ff9b::192.0.2.33]", "[1:2:3:4:5:6:1.2.3.4]"}) {
            assertThat(parse(address + ":5080")).as(address).isTrue();
            assertThat(this.view.isLiteral()).as(address).isTrue();
            InetAddress expected = InetAddress.getByName(address);
            assertThat(this.view.high()).as(address).isEqualTo(HostPort.high(expected));
            assertThat(this.view.low()).as(address).isEqualTo(HostPort.low(expected));
            assertThat(this.view.port()).isEqualTo(5080);
        }
    }

    @Test
    void namesAreNotAddresses() {
        for (String name : new String[]{"example.com", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4a", "a_b"}) {
            assertThat(parse(name)).as(name).isTrue();
            assertThat(this.view.isLiteral()).as(name).isFalse();
            assertThat(this.view.port()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNeitherIsRefused() {
        for (String bad : new String[]{"", ":5060", "host:", "host:0", "host:65536", "host:x", "host:-1", "host x", "[", "[]", "[::1",
                "[1]", "[:1]", "[1:]", "[::1::]",
                "[1:2:3:4:5:6:7:8:9]", "[12345::]", "[g::]", "[1:2:3:4:5:6:7:1.2.3.4]", "[::1.2.3]", "[::1]x", "host:1:2"}) {
            assertThat(parse(bad)).as(bad).isFalse();
        }
    }

    @Test
    void anAddressIsWrittenInItsShortestForm() throws Exception {
        for (String address : new String[]{"10.0.200.7", "2001:db8::1", "::", "::1", "1::", "2001:db8:0:1:1:1:1:1",
                "2001:0:0:1::1", "2001:db8::1:0:0:1", "1:2:3:4:5:6:7:8", "0:1:2:3:4:5:6:0", "1:2:3:4:5:6::", "fe80::a0b:10"}) {
            InetAddress expected = InetAddress.getByName(address);
            ByteWriter out = new ByteWriter(64).address(HostPort.high(expected), HostPort.low(expected));
            assertThat(new String(out.bytes(), 0, out.length(), StandardCharsets.US_ASCII)).isEqualTo(address);
        }
    }

    @Test
    void addressesOfManyHostsAreTold() throws Exception {
        for (String address : new String[]{"192.0.2.1", "127.0.0.1", "223.255.255.255", "2001:db8::1", "::1"}) {
            InetAddress host = InetAddress.getByName(address);
            assertThat(HostPort.isOfOneHost(HostPort.high(host), HostPort.low(host))).as(address).isTrue();
        }
        for (String address : new String[]{"0.0.0.0", "224.0.1.75", "255.255.255.255", "::", "ff02::1"}) {
            InetAddress host = InetAddress.getByName(address);
            assertThat(HostPort.isOfOneHost(HostPort.high(host), HostPort.low(host))).as(address).isFalse();
        }
    }
}
