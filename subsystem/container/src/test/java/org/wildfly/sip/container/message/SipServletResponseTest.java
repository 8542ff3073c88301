/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;

import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipServletResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipServletResponseTest {
    @Test
    void aReceivedSuccessOfAnInviteIsCommittedByItsAck() throws Exception {
        SipServletResponseImpl response = SampleMessages.received(200, "INVITE", "");
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.createAck().getMethod()).isEqualTo("ACK");
        assertThat(response.isCommitted()).isTrue();
        assertThat(response.isAcknowledged()).isTrue();
        assertThatThrownBy(response::createAck).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"180, INVITE", "486, INVITE", "200, OPTIONS", "200, BYE"})
    void otherReceivedResponsesAreCommittedAndHaveNoAck(int status, String method) {
        SipServletResponseImpl response = SampleMessages.received(status, method, "");

        assertThat(response.isCommitted()).isTrue();
        assertThatThrownBy(response::createAck).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(response::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> response.setHeader("X-A", "b")).isInstanceOf(IllegalStateException.class);
        response.setAttribute("a", "b");
        assertThat(response.getAttribute("a")).isEqualTo("b");
    }

    @Test
    void aResponseOfOurOwnHasNoAck() {
        assertThatThrownBy(() -> SampleMessages.inbound("INVITE", "", "").createResponse(200).createAck())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAdditionalResponseMayFollowAFinalOne() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        request.createResponse(200).send();
        SipServletResponseImpl second = request.createAdditionalResponse(200, "Me, too");
        assertThat(second.isAdditional()).isTrue();
        second.send();

        assertThat(request.finalResponse()).isSameAs(second);
        assertThat(((RecordingOwner) request.owner()).sent).hasSize(2);
    }

    @Test
    void theStatusCanBeChanged() {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        SipServletResponse response = request.createResponse(180);
        response.setStatus(200);
        assertThat(response.getReasonPhrase()).isEqualTo("OK");
        response.setStatus(299, "Fine");
        assertThat(response.getStatus()).isEqualTo(299);
        assertThat(response.getReasonPhrase()).isEqualTo("Fine");
        assertThat(((RecordingOwner) request.owner()).prepared).hasSize(3);
    }

    @Test
    void reliableResponsesAreRefusedWithTheirReason() {
        assertReason(SampleMessages.inbound("INVITE", "Supported: 100rel\n", "").createResponse(180), Rel100Exception.NOT_SUPPORTED);
        assertReason(SampleMessages.inbound("INVITE", "k: timer, 100rel\n", "").createResponse(180), Rel100Exception.NOT_SUPPORTED);
        assertReason(SampleMessages.inbound("INVITE", "", "").createResponse(180), Rel100Exception.NO_REQ_SUPPORT);
        assertReason(SampleMessages.inbound("INVITE", "Require: 100rel\n", "").createResponse(100), Rel100Exception.NOT_1XX);
        assertReason(SampleMessages.inbound("INVITE", "Require: 100rel\n", "").createResponse(200), Rel100Exception.NOT_1XX);
        assertReason(SampleMessages.inbound("OPTIONS", "Require: 100rel\n", "").createResponse(180), Rel100Exception.NOT_INVITE);
    }

    private static void assertReason(SipServletResponse response, int reason) {
        assertThatThrownBy(response::sendReliably).isInstanceOfSatisfying(Rel100Exception.class,
                exception -> assertThat(exception.getReason()).isEqualTo(reason));
        assertThat(response.isCommitted()).isFalse();
    }

    @Test
    void aPrackIsRefusedWithItsReason() {
        assertThatThrownBy(() -> SampleMessages.received(180, "INVITE", "").createPrack()).isInstanceOfSatisfying(Rel100Exception.class,
                exception -> assertThat(exception.getReason()).isEqualTo(Rel100Exception.NOT_100rel));
        assertThatThrownBy(() -> SampleMessages.received(180, "INVITE", "Require: 100rel\nRSeq: 1\n").createPrack())
                .isInstanceOf(UnsupportedOperationException.class).hasMessage("SIP feature 100rel is not supported yet");
    }

    @Test
    void realmsOfAllChallengesAreRead() {
        SipServletResponseImpl response = SampleMessages.received(401, "REGISTER",
                "WWW-Authenticate: Digest realm=\"atlanta.com\", nonce=\"1\"\nWWW-Authenticate: Digest realm=\"biloxi.com\", nonce=\"2\"\n"
                        + "Proxy-Authenticate: Digest realm=\"proxy\", nonce=\"3\"\n");

        assertThat(response.getChallengeRealms()).toIterable().containsExactly("atlanta.com", "biloxi.com", "proxy");
    }

    @Test
    void whatHasNoMeaningInSipIsEmpty() throws Exception {
        SipServletResponse response = SampleMessages.inbound("INVITE", "", "").createResponse(200);
        response.setBufferSize(10);
        response.flushBuffer();
        response.resetBuffer();
        response.reset();
        response.setContentLengthLong(5);

        assertThat(response.getOutputStream()).isNull();
        assertThat(response.getWriter()).isNull();
        assertThat(response.getBufferSize()).isZero();
        assertThat(response.getProxy()).isNull();
        assertThat(response.getProxyBranch()).isNull();
        assertThat(response.isBranchResponse()).isFalse();
        assertThat(response.getLocale()).isEqualTo(Locale.getDefault());
        response.setLocale(Locale.FRENCH);
        assertThat(response.getLocale()).isEqualTo(Locale.FRENCH);
        assertThat(response.isCommitted()).isFalse();
    }
}
