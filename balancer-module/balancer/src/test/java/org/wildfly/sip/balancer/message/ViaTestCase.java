/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/**
 * Reading of Via values.
 */
class ViaTestCase {
    private final Via via = new Via();

    private Via parse(String parameters) {
        byte[] bytes = ("SIP/2.0/UDP 192.0.2.1" + parameters).getBytes(StandardCharsets.US_ASCII);
        assertThat(this.via.parse(bytes, 0, bytes.length)).isTrue();
        return this.via;
    }

    @Test
    void overloadFeedbackIsRead() {
        parse(";branch=z9hG4bKx;oc=20;oc-algo=\"loss\";oc-validity=1500;oc-seq=1282321615.782");
        assertThat(this.via.overload()).isEqualTo(20);
        assertThat(this.via.overloadValidity()).isEqualTo(1500);
        assertThat(this.via.overloadSequence()).isEqualTo(128232161578200L);
        assertThat(parse(";oc=0;oc-seq=5").overloadSequence()).isEqualTo(500000);
        assertThat(this.via.overloadValidity()).isEqualTo(500);
    }

    @Test
    void overloadFeedbackThatIsNotThereOrIsNoneIsNot() {
        assertThat(parse(";oc;oc-algo=\"loss\"").overload()).isEqualTo(-1);
        assertThat(parse("").overload()).isEqualTo(-1);
        for (String sequence : new String[]{"", ".", ".5", "1.2.3", "x", "1.123456", "1234567890123", "1.-1"}) {
            assertThat(parse(";oc=many;oc-validity=long;oc-seq=" + sequence).overloadSequence()).as(sequence).isEqualTo(-1);
        }
        assertThat(this.via.overload()).isEqualTo(-1);
        assertThat(this.via.overloadValidity()).isEqualTo(500);
    }

    @Test
    void theTimeIsRead() {
        assertThat(parse(";t=00000000ff01").time()).isEqualTo(0xff01);
        assertThat(parse(";t=zz").time()).isEqualTo(-1);
        assertThat(parse(";t").time()).isEqualTo(-1);
    }
}
