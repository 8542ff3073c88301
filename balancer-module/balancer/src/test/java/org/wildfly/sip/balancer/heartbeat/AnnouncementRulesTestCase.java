/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.network.AddressText;
import org.wildfly.sip.balancer.network.Network;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Whose announcements are taken.
 */
class AnnouncementRulesTestCase {
    private static final InetAddress LOOPBACK = AddressText.parse("127.0.0.1");
    private static final InetAddress OWN = AddressText.parse("192.0.2.1");
    private static final InetAddress NODE = AddressText.parse("192.0.2.7");
    private static final InetAddress NEIGHBOUR = AddressText.parse("192.0.2.8");
    private static final InetAddress STRANGER = AddressText.parse("2001:db8::1");

    private static AnnouncementRules rules(boolean anybody, String... networks) {
        return new AnnouncementRules(List.of(networks).stream().map(Network::parse).toList(), anybody, List.of(OWN));
    }

    private static NodeDescription at(InetAddress address) {
        return NodeDescription.of("a", "0", Map.of(Transport.UDP, new InetSocketAddress(address, 5080)));
    }

    @Test
    void withoutNetworksWhoProvesNothingMustBeOnThisHost() {
        AnnouncementRules rules = rules(false);
        assertThat(rules.allows(LOOPBACK, false)).isTrue();
        assertThat(rules.allows(OWN, false)).isTrue();
        assertThat(rules.allows(NODE, false)).isFalse();
        assertThat(rules.allows(NODE, true)).isTrue();
        assertThat(rules.allows(LOOPBACK, false, at(OWN))).isTrue();
        assertThat(rules.allows(LOOPBACK, false, at(NODE))).isFalse();
    }

    @Test
    void networksAreForAllAndAnnounceWhatIsInThem() {
        AnnouncementRules rules = rules(false, "192.0.2.0/29");
        assertThat(rules.allows(NODE, false)).isTrue();
        assertThat(rules.allows(NEIGHBOUR, true)).isFalse();
        assertThat(rules.allows(LOOPBACK, false)).isFalse();
        assertThat(rules.allows(NODE, false, at(OWN))).isTrue();
        assertThat(rules.allows(NODE, false, at(NEIGHBOUR))).isFalse();
        assertThat(rules.allows(NODE, true, at(NEIGHBOUR))).isTrue();
    }

    @Test
    void fromAnywhereOnlyTheOwnAddressIsAnnounced() {
        AnnouncementRules rules = rules(true);
        assertThat(rules.allows(STRANGER, false)).isTrue();
        assertThat(rules.allows(STRANGER, false, at(STRANGER))).isTrue();
        assertThat(rules.allows(STRANGER, false, at(NODE))).isFalse();
        assertThat(rules.allows(STRANGER, false, at(OWN))).isFalse();
    }

    @Test
    void aNetworkHasWhatBeginsWithItsPrefix() {
        assertThat(Network.parse("192.0.2.7").contains(NODE)).isTrue();
        assertThat(Network.parse("192.0.2.7").contains(NEIGHBOUR)).isFalse();
        assertThat(Network.parse("0.0.0.0/0").contains(NODE)).isTrue();
        assertThat(Network.parse("0.0.0.0/0").contains(STRANGER)).isFalse();
        assertThat(Network.parse("2001:db8::/32").contains(STRANGER)).isTrue();
        assertThat(Network.parse("2001:db8:1::/48").contains(STRANGER)).isFalse();
    }

    @Test
    void whatIsNoNetworkIsSaid() {
        for (String wrong : List.of("", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1",
                "1.2.3.4/1234", "2001:db8::/129", "1.2.3.4 /8", "::g", "1:2:3", "[::1]", "fe80::1%eth0")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Network.parse(wrong))
                    .withMessageMatching(".*(write 192\\.0\\.2\\.7|is expected after the slash).*");
        }
    }

    @Test
    void anAddressIsReadWithoutLookingAnythingUp() throws Exception {
        assertThat(AddressText.parse("10.0.0.255")).isEqualTo(InetAddress.getByAddress(new byte[]{10, 0, 0, (byte) 255}));
        assertThat(AddressText.parse("::ffff:10.0.0.1")).isEqualTo(InetAddress.getByAddress(new byte[]{10, 0, 0, 1}));
        assertThat(AddressText.parse("::1")).isEqualTo(InetAddress.getByName("::1"));
        assertThat(AddressText.parse("example.com")).isNull();
        assertThat(AddressText.parse("0000000000000000127.0.0.1")).isNull();
        assertThat(AddressText.parse("1.2.3.4.")).isNull();
    }
}
