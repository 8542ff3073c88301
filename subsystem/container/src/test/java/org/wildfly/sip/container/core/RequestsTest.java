/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.TooManyHopsException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.LocalStore;

/** How a node answers single requests, the wrong ones among them. */
class RequestsTest {
    private final Script script = new Script();
    private TestPhone phone;
    private TestContainer node;

    @BeforeEach
    void startNode() throws Exception {
        this.phone = new TestPhone();
        this.node = new TestContainer(new LocalStore.Cluster().node("one"), TestContainer.Settings.baseTimer(Duration.ofMillis(20)),
                new TestApplication("test", this.script));
    }

    @AfterEach
    void stopNode() {
        this.node.close();
        this.phone.close();
    }

    private void expect(int status, String method, String... headers) throws Exception {
        this.phone.request(this.node.address(), method, headers);
        assertThat(this.phone.expectFinal(method)).startsWith("SIP/2.0 " + status);
    }

    private void nothingIsLeft() {
        await().untilAsserted(() -> assertThat(this.node.hasNoSession()).as(this.node::left).isTrue());
    }

    private void call() throws Exception {
        this.expect(200, "INVITE");
        this.phone.ack(this.node.address());
    }

    @Test
    void requestsWithoutDialogLeaveNoSession() throws Exception {
        this.expect(200, "MESSAGE");
        this.expect(200, "OPTIONS");
        this.expect(200, "REGISTER");
        this.nothingIsLeft();
    }

    @Test
    void aRejectedCallLeavesNoSession() throws Exception {
        this.script.on("INVITE", request -> request.createResponse(486).send());
        this.phone.request(this.node.address(), "INVITE");
        this.phone.ackFailure(this.node.address(), this.phone.expectFinal("INVITE"));
        this.nothingIsLeft();
        await().atMost(Duration.ofSeconds(8)).until(() -> this.node.container().statistics().activeTransactions() == 0);
    }

    @Test
    void aCancelledCallLeavesNoSession() throws Exception {
        this.script.on("INVITE", request -> request.createResponse(180).send());
        this.phone.request(this.node.address(), "INVITE");
        this.phone.expectResponse(180, "INVITE");
        this.phone.cancel(this.node.address());
        this.phone.expectResponse(200, "CANCEL");
        this.phone.ackFailure(this.node.address(), this.phone.expectResponse(487, "INVITE"));
        this.nothingIsLeft();
    }

    @Test
    void aRequestOfNoDialogIsAnswered481() throws Exception {
        this.call();
        this.expect(200, "BYE");
        this.nothingIsLeft();
        this.expect(481, "INFO");
    }

    @Test
    void aForgedTagDoesNotReachTheSession() throws Exception {
        this.call();
        try (TestPhone forger = new TestPhone()) {
            forger.request(this.node.address(), "MESSAGE");
            forger.expectFinal("MESSAGE");
            forger.joinTagOf(this.phone);
            forger.request(this.node.address(), "BYE");
            assertThat(forger.expectFinal("BYE")).startsWith("SIP/2.0 481");
        }
        this.expect(200, "BYE");
        this.nothingIsLeft();
    }

    @Test
    void aRequestOutOfOrderIsAnswered500() throws Exception {
        this.call();
        this.expect(200, "INFO");
        this.phone.request(this.node.address(), "INFO", 1);
        assertThat(this.phone.expectResponse(500, "INFO")).contains("CSeq: 1 INFO");
        this.expect(200, "BYE");
    }

    @Test
    void anInviteThatMeetsOneOfThisSideIsAnswered491() throws Exception {
        this.script.on("INFO", request -> {
            request.createResponse(200).send();
            request.getSession().createRequest("INVITE").send();
        });
        this.call();
        this.expect(200, "INFO");
        String ours = this.phone.expectRequest("INVITE");
        this.phone.request(this.node.address(), "INVITE");
        this.phone.ackFailure(this.node.address(), this.phone.expectResponse(491, "INVITE"));
        this.phone.answer(this.node.address(), ours, 488);
        this.phone.expectRequest("ACK");
        this.expect(200, "BYE");
        this.nothingIsLeft();
    }

    @Test
    void aSecondInviteDuringTheFirstIsAnswered500() throws Exception {
        this.call();
        this.script.on("INVITE", request -> request.createResponse(180).send());
        this.phone.request(this.node.address(), "INVITE");
        this.phone.expectResponse(180, "INVITE");
        this.phone.request(this.node.address(), "INVITE");
        assertThat(this.phone.expectFinal("INVITE")).startsWith("SIP/2.0 500").contains("Retry-After: ");
    }

    @Test
    void aRequestWithoutHopsIsAnswered483() throws Exception {
        this.expect(483, "INVITE", "Max-Forwards: 0");
    }

    @Test
    void theHelperOfABackToBackUserAgentAnswersWhatMayGoNoFurther() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        this.script.on("OPTIONS", request -> {
            try {
                request.getB2buaHelper().createRequest(request, true, null);
            } catch (TooManyHopsException refused) {
                log.add("refused");
            }
        });
        this.expect(483, "OPTIONS", "Max-Forwards: 0");
        assertThat(log).containsExactly("refused");
        this.nothingIsLeft();
    }

    @Test
    void theInitialRequestIsAnsweredByItsSession() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        this.script.on("INVITE", request -> {
            request.getB2buaHelper().createResponseToOriginalRequest(request.getSession(), 180, null).send();
            request.getB2buaHelper().createResponseToOriginalRequest(request.getSession(), 200, null).send();
            try {
                request.getB2buaHelper().createResponseToOriginalRequest(request.getSession(), 200, null);
            } catch (UnsupportedOperationException second) {
                log.add(second.getMessage());
            }
        });
        this.phone.request(this.node.address(), "INVITE");
        this.phone.expectResponse(180, "INVITE");
        this.phone.expectResponse(200, "INVITE");
        this.phone.ack(this.node.address());
        assertThat(log).hasSize(1);
        this.expect(200, "BYE");
        this.nothingIsLeft();
    }

    @Test
    void anUnknownSchemeIsAnswered416() throws Exception {
        this.phone.target("mailto:service@example.com");
        this.expect(416, "MESSAGE");
    }

    @Test
    void aRequestForNoApplicationIsAnswered404() throws Exception {
        this.node.application().stop();
        this.expect(404, "MESSAGE");
    }

    @Test
    void aServletThatFailsIsAnsweredFor() throws Exception {
        this.script.on("INVITE", request -> {
            throw new IllegalArgumentException("as tests want it");
        }).on("INFO", request -> {
            throw new IllegalArgumentException("as tests want it");
        });
        this.phone.request(this.node.address(), "INVITE");
        this.phone.ackFailure(this.node.address(), this.phone.expectResponse(500, "INVITE"));
        this.nothingIsLeft();
        this.script.on("INVITE", request -> request.createResponse(200).send());
        this.call();
        this.expect(500, "INFO");
        this.expect(200, "BYE");
        this.nothingIsLeft();
    }

    @Test
    void aMissingAckIsReported() throws Exception {
        List<SipServletRequest> reported = new CopyOnWriteArrayList<>();
        this.script.onMissingAck(event -> {
            assertThat(event.getResponse().getStatus()).isEqualTo(200);
            reported.add(event.getRequest());
        });
        this.expect(200, "INVITE");
        await().atMost(Duration.ofSeconds(5)).until(() -> !reported.isEmpty());
        this.phone.ack(this.node.address());
        this.expect(200, "INVITE");
        await().atMost(Duration.ofSeconds(5)).until(() -> reported.size() == 2);
        assertThat(reported).extracting(request -> request.getHeader("CSeq")).containsExactly("1 INVITE", "2 INVITE");
        this.expect(200, "BYE");
        this.nothingIsLeft();
    }

    @Test
    void aLateInviteDoesNotBeginASecondCall() throws Exception {
        this.phone.request(this.node.address(), "INVITE", 1);
        this.phone.expectResponse(200, "INVITE");
        this.phone.request(this.node.address(), "ACK", 1);
        this.expect(200, "INFO");
        this.phone.forgetRemoteTag();
        this.phone.request(this.node.address(), "INVITE", 1);
        assertThat(this.phone.expectResponse(482, "INVITE")).isNotEmpty();
        assertThat(this.node.container().statistics().activeSipSessions()).isOne();
    }

    @Test
    void aRequestWithoutFromTagIsServed() throws Exception {
        this.phone.omitFromTag();
        this.expect(200, "MESSAGE");
        this.nothingIsLeft();
    }

    @Test
    void retransmissionsGetTheSameAnswerAndNoSecondService() throws Exception {
        List<String> served = new CopyOnWriteArrayList<>();
        this.script.on("MESSAGE", request -> {
            served.add(request.getMethod());
            request.createResponse(200).send();
        });
        this.expect(200, "MESSAGE");
        this.phone.sendAgain(this.node.address());
        this.phone.expectFinal("MESSAGE");
        assertThat(served).hasSize(1);
    }
}
