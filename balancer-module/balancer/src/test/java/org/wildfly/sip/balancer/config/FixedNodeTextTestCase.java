/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * How a fixed node is written.
 */
class FixedNodeTextTestCase {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 5080);

    @Test
    void aHostAndAPortAreANodeOnUdpAndTcp() {
        NodeDescription expected = NodeDescription.of("127.0.0.1:5080", "0", Map.of(Transport.UDP, ADDRESS, Transport.TCP, ADDRESS));
        assertThat(FixedNodeText.parse("127.0.0.1:5080")).isEqualTo(expected);
        assertThat(FixedNodeText.parse("127.0.0.1").addresses()).containsEntry(Transport.UDP, new InetSocketAddress("127.0.0.1", 5060));
        assertThat(FixedNodeText.parse("[::1]:5080").name()).isEqualTo("[0:0:0:0:0:0:0:1]:5080");
    }

    @Test
    void everythingThatANodeTellsOfItselfCanBeWritten() {
        assertThat(FixedNodeText.parse("127.0.0.1:5080; transport=UDP ;tls=5081;ws=5082;wss=5083;http=8080;https=8443;jvmRoute=a"
                + ";version=2;name=n1")).isEqualTo(
                        new NodeDescription("n1", "2",
                                Map.of(Transport.UDP, ADDRESS, Transport.TLS, new InetSocketAddress("127.0.0.1", 5081), Transport.WS,
                                        new InetSocketAddress("127.0.0.1", 5082), Transport.WSS, new InetSocketAddress("127.0.0.1", 5083)),
                                "a", OptionalInt.of(8080), OptionalInt.of(8443)));
    }

    @Test
    void whatIsWrongIsSaidWithTheCure() {
        for (String wrong : List.of("", ":5080", "127.0.0.1:0", "127.0.0.1:x", "127.0.0.1:99999", "127.0.0.1:", "no such host:5080",
                "127.0.0.1;transport=sctp", "127.0.0.1;http=x", "127.0.0.1;port=5080", "127.0.0.1;http", "127.0.0.1;http=1;http=2",
                "127.0.0.1;version=a b", "127.0.0.1;jvmRoute=", "127.0.0.1;name=")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> FixedNodeText.parse(wrong))
                    .withMessageMatching("has .*; write host:port .*");
        }
    }
}
