/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;

/**
 * The body of an announcement in SIP.
 */
class AnnouncementBodyTestCase {
    private static final String GOOD = "# a comment\r\nhostname=n1\r\nip = 127.0.0.1 \r\nudpPort=5080\r\nhttpPort: 8080\r\n";

    private static AnnouncedNode read(String text) throws MalformedAnnouncementException {
        byte[] bytes = ("head" + text + "tail").getBytes(StandardCharsets.ISO_8859_1);
        return AnnouncementBody.read(bytes, 4, bytes.length - 4);
    }

    @Test
    void linesOfAPropertiesFileAreANode() throws Exception {
        assertThat(read(GOOD).node().name()).isEqualTo("127.0.0.1:5080");
        assertThat(read(GOOD).node().httpPort()).hasValue(8080);
    }

    @Test
    void whatIsNoneIsRefused() {
        String many = IntStream.range(0, 65).mapToObj(i -> "k" + i + "=1\n").collect(Collectors.joining());
        for (String wrong : List.of("", "udpPort=5080", "ip=127.0.0.1", "ip=127.0.0.1\nudpPort=\\u12", GOOD + many,
                GOOD + "#".repeat(5000))) {
            assertThatExceptionOfType(MalformedAnnouncementException.class).as(wrong).isThrownBy(() -> read(wrong));
        }
    }

    @Test
    void garbageIsANodeOrRefusedAndNothingElse() {
        Random random = new Random(20260301);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = GOOD.getBytes(StandardCharsets.ISO_8859_1);
            for (int n = random.nextInt(5); n >= 0; n--) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(AnnouncementBody.read(garbage, 0, garbage.length).node()).isNotNull();
            } catch (MalformedAnnouncementException e) {
                assertThat(e).hasMessageMatching("(?s).+");
            }
        }
    }
}
