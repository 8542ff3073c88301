/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What the fields of an announcement mean.
 */
class AnnouncedNodeTestCase {
    private static final Map<String, String> LEAST = Map.of("ip", "127.0.0.1", "udpPort", "5080");

    private static Map<String, String> with(String... namesAndValues) {
        Map<String, String> fields = new HashMap<>(LEAST);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    @Test
    void allFieldsOfTheNodesAreRead() throws Exception {
        AnnouncedNode announced = AnnouncedNode.read(with("hostName", "n1", "tcpPort", "5080", "tlsPort", "5081", "wsPort", "5082",
                "wssPort",
                "5083", "sctpPort", "5084", "httpPort", "8080", "sslPort", "8443", "jvmRoute", "jvm1", "version", "3", "sessionId", "17"));
        assertThat(announced.state()).isEqualTo(NodeState.UP);
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", 5080);
        assertThat(announced.node()).isEqualTo(new NodeDescription("127.0.0.1:5080", "3",
                Map.of(Transport.UDP, address, Transport.TCP, address, Transport.TLS, new InetSocketAddress("127.0.0.1", 5081),
                        Transport.WS,
                        new InetSocketAddress("127.0.0.1", 5082), Transport.WSS, new InetSocketAddress("127.0.0.1", 5083)),
                "jvm1", OptionalInt.of(8080), OptionalInt.of(8443)));
    }

    @Test
    void whatANodeHasNotIsMissingEmptyZeroOrNegative() throws Exception {
        AnnouncedNode announced = AnnouncedNode.read(with("tcpPort", "-1", "httpPort", "0", "sslPort", "", "version", "", "jvmRoute", ""));
        assertThat(announced.node()).isEqualTo(
                NodeDescription.of("127.0.0.1:5080", "0", Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080))));
        assertThat(AnnouncedNode.read(Map.of("ip", "[::1]", "wsPort", "80")).node().name()).isEqualTo("[0:0:0:0:0:0:0:1]:80");
    }

    @Test
    void aNodeThatStopsGracefullyDrains() throws Exception {
        assertThat(AnnouncedNode.read(with("GRACEFUL_SHUTDOWN", "true")).state()).isEqualTo(NodeState.DRAINING);
        assertThat(AnnouncedNode.read(with("GRACEFUL_SHUTDOWN", "false")).state()).isEqualTo(NodeState.UP);
    }

    @Test
    void whatIsNoNodeIsRefused() {
        for (Map<String, String> wrong : List.of(Map.<String, String>of(), Map.of("ip", "127.0.0.1"), Map.of("udpPort", "5080"),
                with("ip", "localhost"), with("ip", "0.0.0.0"), with("ip", "224.0.0.1"), with("ip", "::"), with("udpPort", "65536"),
                with("udpPort", "x"), with("udpPort", "99999999999"), with("httpPort", "5.0"), with("version", "a b"),
                with("version", "1".repeat(65)), with("jvmRoute", "a\nb"))) {
            assertThatExceptionOfType(MalformedAnnouncementException.class).as(wrong.toString())
                    .isThrownBy(() -> AnnouncedNode.read(wrong));
        }
    }
}
