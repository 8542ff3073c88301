/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names that make no difference to where the URI is, and names that do.
 */
class DisplayNameTestCase {
    @ParameterizedTest
    @ValueSource(strings = {"sip:a@b", "sip:a@b;tag=1,2", "<sip:a@b>;tag=\"", "\"A, B\" <sip:a@b>", "\"A \\\" <,\" <sip:a@b>",
            "A B <sip:a,b@c>", "caller<sip:a@b>", "sip:a,b@c", "< sip:a@b >", "", "<"})
    void good(String value) {
        assertThat(isGood(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"A <sip:a@b>", "Bell, Alexander <sip:a@b>", "\"", "\"A\\\"", "\"A\\"})
    void bad(String value) {
        assertThat(isGood(value)).isFalse();
    }

    private static boolean isGood(String value) {
        byte[] bytes = (value + ", <").getBytes(StandardCharsets.ISO_8859_1);
        return DisplayName.isGood(bytes, 0, bytes.length - 3);
    }
}
