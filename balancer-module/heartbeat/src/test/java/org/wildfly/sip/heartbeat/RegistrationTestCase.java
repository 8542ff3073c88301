/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

/**
 * The payload of a registration, between releases.
 */
class RegistrationTestCase {
    private static final NodeDescription NODE = new NodeDescription("n1", "2",
            Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080), Transport.WS, new InetSocketAddress("127.0.0.1", 5082)), "jvm1",
            OptionalInt.of(8080), OptionalInt.of(8443));

    @Test
    void whatIsWrittenIsRead() throws Exception {
        byte[] payload = new PayloadWriter().registration(NODE, NodeState.DRAINING).toBytes();
        assertThat(new PayloadReader(payload).registration()).isEqualTo(new Registration(NODE, NodeState.DRAINING));
    }

    @Test
    void aNodeOfTheFirstReleaseHasNoHttpsPort() throws Exception {
        byte[] payload = new PayloadWriter().registration(NODE, NodeState.UP).toBytes();
        byte[] first = Arrays.copyOf(payload, payload.length - 2);
        assertThat(first[first.length - 1]).isEqualTo((byte) NodeState.UP.code());
        assertThat(new PayloadReader(first).registration()).isEqualTo(new Registration(
                new NodeDescription("n1", "2", NODE.addresses(), "jvm1", OptionalInt.of(8080)), NodeState.UP));
    }

    @Test
    void whatALaterReleaseAddsIsNotLookedAt() throws Exception {
        byte[] payload = new PayloadWriter().registration(NODE, NodeState.UP).text("later").toBytes();
        assertThat(new PayloadReader(payload).registration().node()).isEqualTo(NODE);
    }
}
