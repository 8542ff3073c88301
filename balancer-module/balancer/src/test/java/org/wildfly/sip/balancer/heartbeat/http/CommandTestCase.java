/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;

/**
 * The JSON of the heartbeat.
 */
class CommandTestCase {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void textsAndNumbersAreTheSame() throws Exception {
        assertThat(Command.read(bytes("{\"start\":{\"udpPort\":\"5080\",\"tcpPort\":5081,\"jvmRoute\":null,\"x\":true}}")))
                .isEqualTo(new Command("start", Map.of("udpPort", "5080", "tcpPort", "5081", "x", "true")));
        assertThat(Command.read(bytes(" { \"heartbeat\" : { \"sessionId\" : 1795112233445 } } ")))
                .isEqualTo(new Command("heartbeat", Map.of("sessionId", "1795112233445")));
    }

    @Test
    void whatIsNoCommandIsRefused() {
        String many = IntStream.range(0, 65).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
        for (String wrong : List.of("", "null", "{}", "[]", "\"start\"", "{\"start\":\"now\"}", "{\"start\":{}", "{\"start\":{}}}",
                "{\"start\":{},\"stop\":{}}", "{\"start\":{\"a\":{}}}", "{\"start\":{\"a\":[1]}}", "{\"start\":{\"a\":1,\"a\":2}}",
                "{\"start\":{" + many + "}}", "{\"start\":{\"a\":\"" + "x".repeat(2000) + "\"}}",
                "{\"start\":{\"a\":" + "9".repeat(100) + "}}", "{start:{}}", "{\"start\":{\"a\":NaN}}", "{\"start\":{}} x")) {
            assertThatExceptionOfType(MalformedAnnouncementException.class).as(wrong).isThrownBy(() -> Command.read(bytes(wrong)));
        }
    }

    @Test
    void garbageIsACommandOrRefusedAndNothingElse() {
        Random random = new Random(20260301);
        byte[] good = bytes("{\"start\":{\"udpPort\":\"5080\",\"tcpPort\":5081}}");
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Command.read(garbage).name()).isNotNull();
            } catch (MalformedAnnouncementException e) {
                assertThat(e).hasMessageStartingWith("it is not");
            }
        }
    }
}
