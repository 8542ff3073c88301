/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;

import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;

import gov.nist.javax.sip.message.SIPRequest;
import org.junit.jupiter.api.Test;

/** What applications read in requests and change. */
class SipServletRequestTest {
    @Test
    void theRequestUriCanBeChangedInPlaceOrReplacedByACopy() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        ((SipURI) request.getRequestURI()).setUser("carol");
        assertThat(request.message().encode()).startsWith("INVITE sip:carol@biloxi.com;x=1 SIP/2.0\r\n");

        URI uri = request.addresses().createURI("im:dave@chicago.com");
        request.setRequestURI(uri);
        uri.setParameter("late", "1");
        request.getRequestURI().setParameter("a", "b");
        assertThat(request.message().encode()).startsWith("INVITE im:dave@chicago.com;a=b SIP/2.0\r\n");
    }

    @Test
    void maxForwardsIsReadAndSet() {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        assertThat(request.getMaxForwards()).isEqualTo(70);
        request.setMaxForwards(5);
        assertThat(request.message().encode()).contains("Max-Forwards: 5\r\n");
        assertThatThrownBy(() -> request.setMaxForwards(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setMaxForwards(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expiresIsReadSetAndRemoved() {
        SipServletRequestImpl request = SampleMessages.outbound("REGISTER", "");
        assertThat(request.getExpires()).isEqualTo(-1);
        request.setExpires(60);
        assertThat(request.getHeader("Expires")).isEqualTo("60");
        request.setExpires(-1);
        assertThat(request.getHeader("Expires")).isNull();
    }

    @Test
    void routingIsKnownOfInitialRequestsOnly() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        assertThat(request.isInitial()).isFalse();
        assertThatThrownBy(request::getRegion).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::getSubscriberURI).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::getRoutingDirective).isInstanceOf(IllegalStateException.class);

        request.setInitial(true);
        request.routing().setRegion(SipApplicationRoutingRegion.NEUTRAL_REGION);
        request.routing().setSubscriberURI(request.addresses().createURI("sip:alice@atlanta.com"));
        assertThat(request.getRegion()).isSameAs(SipApplicationRoutingRegion.NEUTRAL_REGION);
        assertThat(request.getSubscriberURI()).hasToString("sip:alice@atlanta.com");
        assertThat(request.getRoutingDirective()).isEqualTo(SipApplicationRoutingDirective.NEW);
        assertThatThrownBy(() -> request.setRoutingDirective(SipApplicationRoutingDirective.NEW, null))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDirectiveOfANewRequestRefersToAnInitialRequest() {
        SipServletRequestImpl original = SampleMessages.inbound("INVITE", "", "");
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        request.setInitial(true);

        assertThatThrownBy(() -> request.setRoutingDirective(SipApplicationRoutingDirective.CONTINUE, original))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.setRoutingDirective(SipApplicationRoutingDirective.REVERSE, null))
                .isInstanceOf(IllegalStateException.class);
        original.setInitial(true);
        request.setRoutingDirective(SipApplicationRoutingDirective.CONTINUE, original);
        assertThat(request.getRoutingDirective()).isEqualTo(SipApplicationRoutingDirective.CONTINUE);
        assertThat(request.routing().origin()).isSameAs(original);
        request.setRoutingDirective(SipApplicationRoutingDirective.NEW, original);
        assertThat(request.routing().origin()).isNull();
    }

    @Test
    void parametersAreThoseOfTheRouteOrTheRequestUri() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        assertThat(request.getParameter("x")).isEqualTo("1");
        assertThat(request.getParameterNames().nextElement()).isEqualTo("x");
        assertThat(request.getParameterValues("y")).isNull();

        request.routing().setPoppedRoute(request.addresses().createAddress("<sip:here;lr;y=2>"));
        assertThat(request.getPoppedRoute()).hasToString("<sip:here;lr;y=2>");
        assertThat(request.getInitialPoppedRoute()).isNull();
        assertThat(request.getParameterMap()).containsOnlyKeys("lr", "y");
        assertThat(request.getParameter("y")).isEqualTo("2");
    }

    @Test
    void attributesAreTheMessagesOwn() {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        request.setAttribute("a", 1);
        request.setAttribute("b", 2);
        request.removeAttribute("b");

        assertThat(request.getAttribute("a")).isEqualTo(1);
        assertThat(request.getAttributeNames().asIterator()).toIterable().containsExactly("a");
        assertThatThrownBy(() -> request.setAttribute("a", null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void addressesAreThoseOfTheHopUnlessTheContainerKnowsBetter() throws Exception {
        SIPRequest message = SampleMessages.request("INVITE", "Via: SIP/2.0/TLS client:1234;received=10.1.1.1;rport=4321;branch=z9hG4bK1\n",
                "");
        message.setRemoteAddress(InetAddress.getByName("127.0.0.2"));
        message.setRemotePort(5066);
        message.setLocalAddress(InetAddress.getByName("127.0.0.1"));
        message.setLocalPort(5080);
        SipServletRequestImpl request = new SipServletRequestImpl(message, Direction.INBOUND);

        assertThat(request.getRemoteAddr()).isEqualTo("127.0.0.2");
        assertThat(request.getRemotePort()).isEqualTo(5066);
        assertThat(request.getTransport()).isEqualTo("UDP");
        assertThat(request.isSecure()).isFalse();
        assertThat(request.getLocalAddr()).isEqualTo("127.0.0.1");
        assertThat(request.getLocalPort()).isEqualTo(5080);
        assertThat(request.getInitialRemoteAddr()).isEqualTo("127.0.0.2");

        assertThat(request.transportAddresses().originator()).isEqualTo(new TransportAddress("10.1.1.1", 4321, "TLS"));
        request.transportAddresses().setInitialRemote(request.transportAddresses().originator());
        request.transportAddresses().setRemote(new TransportAddress("127.0.0.3", 1, "TLS"));
        assertThat(request.getInitialRemoteAddr()).isEqualTo("10.1.1.1");
        assertThat(request.getInitialRemotePort()).isEqualTo(4321);
        assertThat(request.getInitialTransport()).isEqualTo("TLS");
        assertThat(request.isSecure()).isTrue();
        assertThat(request.getServletConnection().isSecure()).isTrue();
    }

    @Test
    void aBalancerMayReportWhoSentAMessage() throws Exception {
        String headers = "X-Sip-Balancer-InitialRemoteAddr: 10.1.1.1\nX-Sip-Balancer-InitialRemotePort: %s\n";
        SIPRequest message = SampleMessages.request("INVITE", headers.formatted("5070"), "");
        message.setRemoteAddress(InetAddress.getByName("127.0.0.2"));

        assertThat(new SipServletRequestImpl(message, Direction.INBOUND).transportAddresses().reportedByBalancer())
                .isEqualTo(new TransportAddress("10.1.1.1", 5070, "UDP"));
        assertThat(SampleMessages.inbound("INVITE", headers.formatted("x"), "").transportAddresses().reportedByBalancer()).isNull();
        assertThat(SampleMessages.inbound("INVITE", "", "").transportAddresses().reportedByBalancer()).isNull();
    }

    @Test
    void aMessageOfOurOwnComesFromNowhere() {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");

        assertThat(request.getRemoteAddr()).isNull();
        assertThat(request.getRemotePort()).isEqualTo(-1);
        assertThat(request.getTransport()).isNull();
        assertThat(request.getInitialRemoteAddr()).isNull();
        assertThat(request.getInitialRemotePort()).isEqualTo(-1);
        assertThat(request.getLocalAddr()).isNull();
    }

    @Test
    void whatHasNoMeaningInSipIsEmpty() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");

        assertThat(request.getInputStream()).isNull();
        assertThat(request.getReader()).isNull();
        assertThat(request.getRequestDispatcher("x")).isNull();
        assertThat(request.isAsyncSupported()).isFalse();
        assertThat(request.isAsyncStarted()).isFalse();
        assertThatThrownBy(request::startAsync).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::getAsyncContext).isInstanceOf(IllegalStateException.class);
        assertThat(request.getProtocol()).isEqualTo("SIP/2.0");
        assertThat(request.getScheme()).isEqualTo("sip");
        assertThat(request.getServerName()).isEqualTo("biloxi.com");
        assertThat(request.getServerPort()).isEqualTo(5060);
        assertThat(request.getProtocolRequestId()).isEmpty();
        assertThat(request.getRequestId()).contains("a84b4c76e66710@pc33.atlanta.com", "314159", "INVITE", "z9hG4bK776asdhds");
        assertThat(request.getRemoteUser()).isNull();
        assertThat(request.getUserPrincipal()).isNull();
        assertThat(request.isUserInRole("x")).isFalse();
    }

    @Test
    void aMessageWithoutASessionCannotBeUsedLikeOneWith() {
        SipServletRequestImpl request = new SipServletRequestImpl(SampleMessages.request("INVITE", "", ""), Direction.INBOUND);

        assertThat(request.getSession(false)).isNull();
        assertThat(request.getApplicationSession(false)).isNull();
        assertThatThrownBy(request::getSession).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(request::getApplicationSession).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void featuresThatAreMissingSayTheirName() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");

        assertThatThrownBy(request::getProxy).isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SIP feature proxy is not supported yet");
        assertThat(request.getProxy(false)).isNull();
        assertThatThrownBy(() -> request.addAuthHeader(SampleMessages.received(401, "INVITE", ""), "alice", "secret"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("SIP feature digest authentication of requests is not supported yet");
    }
}
