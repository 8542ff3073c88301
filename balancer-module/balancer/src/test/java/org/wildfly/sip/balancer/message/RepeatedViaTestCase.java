/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.Transport;

class RepeatedViaTestCase {
    private final Via via = Via.remembering();

    @Test
    void aViaThatBeginsLikeTheLastIsReadWhereItStands() {
        assertThat(parse("SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa", 0)).isTrue();
        assertThat(parse("SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKb;rport=7;t=1f", 9)).isTrue();

        assertThat(this.via.transport()).isEqualTo(Transport.UDP);
        assertThat(this.via.sentBy().port()).isEqualTo(5060);
        assertThat(this.via.sentBy().from()).isEqualTo(9 + 12);
        assertThat(this.via.sentBy().hostTo()).isEqualTo(9 + 21);
        assertThat(this.via.sentBy().to()).isEqualTo(9 + 26);
        assertThat(this.via.sentBy().isHost("127.0.0.1".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(this.via.branchFrom()).isEqualTo(9 + 34);
        assertThat(this.via.rport()).isEqualTo(7);
        assertThat(this.via.time()).isEqualTo(0x1f);
    }

    @Test
    void aViaWithALongerPortOrAnotherTransportIsAnother() {
        assertThat(parse("SIP/2.0/UDP 127.0.0.1:506;branch=z9hG4bKa", 0)).isTrue();
        assertThat(parse("SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa", 0)).isTrue();
        assertThat(this.via.sentBy().port()).isEqualTo(5060);
        assertThat(parse("SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bKa", 0)).isTrue();
        assertThat(this.via.transport()).isEqualTo(Transport.TCP);
        assertThat(parse("SIP/2.0/TCP 127.0.0.1:5060", 0)).isTrue();
        assertThat(this.via.branchFrom()).isNegative();
        assertThat(parse("SIP/2.0/TCP 127.0.0.1:5060 ;branch=z9hG4bKa", 0)).isTrue();
        assertThat(this.via.branchTo() - this.via.branchFrom()).isEqualTo(8);
    }

    @Test
    void nothingIsRememberedOfAMalformedVia() {
        assertThat(parse("SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa", 0)).isTrue();
        assertThat(parse("SIP/2.0/UDP 127.0.0.2:99999;branch=z9hG4bKa", 0)).isFalse();
        assertThat(parse("SIP/2.0/UDP 127.0.0.2:99999;branch=z9hG4bKa", 0)).isFalse();
        assertThat(parse("SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa", 0)).isTrue();
        assertThat(this.via.sentBy().low()).isEqualTo(0xffff7f000001L);
    }

    @Test
    void aSenderWhoseNameIsTooLongToBeRememberedIsReadEachTime() {
        String host = "a".repeat(70) + ".example.org";
        for (int at = 0; at < 3; at++) {
            assertThat(parse("SIP/2.0/UDP " + host + ";branch=z9hG4bKa", at)).isTrue();
            assertThat(this.via.sentBy().hostTo() - this.via.sentBy().from()).isEqualTo(host.length());
            assertThat(this.via.sentBy().from()).isEqualTo(at + 12);
        }
    }

    private boolean parse(String value, int at) {
        byte[] bytes = (" ".repeat(at) + value).getBytes(StandardCharsets.US_ASCII);
        return this.via.parse(bytes, at, bytes.length);
    }
}
