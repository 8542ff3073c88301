/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The hash against the vectors that its authors published.
 */
class SipHashTestCase {

    @Test
    void itIsSipHash24() {
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        byte[] input = new byte[15];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) i;
        }
        assertThat(hash.update(input, 0, 15).finish()).isEqualTo(0xa129ca6149be45e5L);
        assertThat(hash.reset().finish()).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.reset().update(input, 0, 8).finish()).isEqualTo(0x93f5f5799a932462L);
    }
}
