/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When requests and responses are sent, committed, answered and cancelled. */
class SentRequestTest {
    @Test
    void anInboundRequestIsCommittedByItsFinalResponse() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        SipServletResponse other = request.createResponse(486);
        request.createResponse(180).send();
        assertThat(request.isCommitted()).isFalse();
        SipServletResponse response = request.createResponse(200);
        assertThat(request.isCommitted()).isFalse();
        response.send();

        assertThat(request.isCommitted()).isTrue();
        assertThat(request.finalResponse()).isSameAs(response);
        assertThat(response.isCommitted()).isTrue();
        assertThatThrownBy(() -> request.createResponse(200)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(other::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(response::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.setHeader("Subject", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> response.setContent("x", "text/plain")).isInstanceOf(IllegalStateException.class);
        assertThat(((RecordingOwner) request.owner()).sent).hasSize(2);
    }

    @Test
    void aResponseThatCouldNotBeSentIsNotCommitted() {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        ((RecordingOwner) request.owner()).failure = new IOException("down");
        SipServletResponse response = request.createResponse(200);

        assertThatThrownBy(response::send).hasMessage("down");
        assertThat(response.isCommitted()).isFalse();
        assertThat(request.isCommitted()).isFalse();
    }

    @Test
    void anOutboundRequestIsCommittedByBeingSent() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        URI uri = request.getRequestURI();
        request.send();

        assertThat(request.isCommitted()).isTrue();
        assertThatThrownBy(request::send).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.setRequestURI(uri)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setParameter("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.addHeader("X-A", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.createResponse(200)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRequestThatCouldNotBeSentCanBeSentAgain() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        ((RecordingOwner) request.owner()).failure = new IOException("down");
        assertThatThrownBy(request::send).hasMessage("down");
        ((RecordingOwner) request.owner()).failure = null;
        request.send();

        assertThat(((RecordingOwner) request.owner()).sent).containsExactly(request);
    }

    @Test
    void aReceivedRequestCannotBeSent() {
        assertThatThrownBy(() -> SampleMessages.inbound("INVITE", "", "").send()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "CANCEL"})
    void someRequestsHaveNoResponseOfAnApplication(String method) {
        assertThatThrownBy(() -> SampleMessages.inbound(method, "", "").createResponse(200)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 700, -1})
    void whatIsNoStatusCodeIsRefused(int status) {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        assertThatThrownBy(() -> request.createResponse(status)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.createResponse(200).setStatus(status)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aResponseIsMadeFromItsRequestAndPreparedByTheSession() {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "Record-Route: <sip:p;lr>\nTimestamp: 54\n", "");
        SipServletResponse response = request.createResponse(183);

        assertThat(response.getStatus()).isEqualTo(183);
        assertThat(response.getReasonPhrase()).isEqualTo("Session Progress");
        assertThat(response.getMethod()).isEqualTo("INVITE");
        assertThat(response.getCallId()).isEqualTo(request.getCallId());
        assertThat(response.getRequest()).isSameAs(request);
        assertThat(response.getHeader("Via")).isEqualTo(request.getHeader("Via"));
        assertThat(response.getHeader("Record-Route")).isEqualTo("<sip:p;lr>");
        assertThat(((RecordingOwner) request.owner()).prepared).containsExactly((SipServletResponseImpl) response);
        assertThat(request.createResponse(486, "Not now").getReasonPhrase()).isEqualTo("Not now");
        assertThatThrownBy(() -> request.createResponse(486, "a\r\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyASentInviteWithoutFinalResponseCanBeCancelled() throws Exception {
        SipServletRequestImpl invite = SampleMessages.outbound("INVITE", "");
        assertThatThrownBy(invite::createCancel).isInstanceOf(IllegalStateException.class);
        invite.send();
        assertThat(invite.createCancel().getMethod()).isEqualTo("CANCEL");
        invite.setFinalResponse(SampleMessages.received(486, "INVITE", ""));
        assertThatThrownBy(invite::createCancel).isInstanceOf(IllegalStateException.class);

        SipServletRequestImpl options = SampleMessages.outbound("OPTIONS", "");
        options.send();
        assertThatThrownBy(options::createCancel).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SampleMessages.inbound("INVITE", "", "").createCancel()).isInstanceOf(IllegalStateException.class);
    }
}
