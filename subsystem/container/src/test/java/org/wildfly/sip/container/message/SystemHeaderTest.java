/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipURI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemHeaderTest {
    private static final String CONTACT = "Contact: <sip:alice@pc33.atlanta.com:5066;transport=udp;lr>\n";

    @ParameterizedTest
    @ValueSource(strings = {"Call-ID", "i", "From", "f", "To", "t", "CSeq", "cseq", "Via", "v", "Route", "Record-Route", "RAck", "RSeq",
            "Contact", "m"})
    void systemHeadersCannotBeSetAddedOrRemoved(String name) throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", CONTACT + "Route: <sip:p;lr>\nRecord-Route: <sip:q;lr>\n", "");
        Address address = request.addresses().createAddress("<sip:x@y>");
        String before = request.message().encode();

        assertThatThrownBy(() -> request.setHeader(name, "<sip:x@y>")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.addHeader(name, "<sip:x@y>")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.removeHeader(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setAddressHeader(name, address)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.addAddressHeader(name, address, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setParameterableHeader(name, address)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.addParameterableHeader(name, address, true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(request.message().encode()).isEqualTo(before);
    }

    @Test
    void fromAndToMayBeChangedButForTheirTags() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        request.getFrom().setDisplayName("Carol");
        ((SipURI) request.getFrom().getURI()).setUser("carol");
        request.getTo().setURI(request.addresses().createURI("tel:+123"));
        request.getTo().setParameter("x", "1");

        assertThat(request.getHeader("From")).isEqualTo("\"Carol\" <sip:carol@atlanta.com>;tag=1928301774");
        assertThat(request.getHeader("To")).isEqualTo("\"Bob\" <tel:+123>;x=1");
        assertThatThrownBy(() -> request.getFrom().setParameter("TAG", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.getTo().removeParameter("tag")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.getAddressHeader("f").setParameter("tag", "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void partiesOfASentMessageAndOfAResponseCannotBeChanged() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        Address from = request.getFrom();
        request.send();

        assertThatThrownBy(() -> from.setDisplayName("x")).isInstanceOf(IllegalStateException.class);
        SipServletMessage response = SampleMessages.inbound("INVITE", "", "").createResponse(200);
        assertThatThrownBy(() -> response.getTo().setDisplayName("x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aResponseHasThePartiesOfTheRequestAsItWasReceived() {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "", "");
        request.getFrom().setDisplayName("Somebody else");
        ((SipURI) request.getTo().getURI()).setUser("carol");

        assertThat(request.createResponse(180).getHeader("From")).isEqualTo("\"Alice\" <sip:alice@atlanta.com>;tag=1928301774");
        assertThat(request.createResponse(180).getHeader("To")).startsWith("\"Bob\" <sip:bob@biloxi.com>");
    }

    @Test
    void userAndParametersOfAContactMayBeChanged() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", CONTACT);
        Address contact = request.getAddressHeader("Contact");
        SipURI uri = (SipURI) contact.getURI();
        uri.setUser("bob");
        uri.setParameter("x", "1");
        contact.setParameter("+sip.instance", "<urn:uuid:1>");

        assertThat(request.getHeader("m"))
                .isEqualTo("<sip:bob@pc33.atlanta.com:5066;transport=udp;lr;x=1>;+sip.instance=\"<urn:uuid:1>\"");
        assertThatThrownBy(() -> uri.setHost("evil.com")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setPort(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setSecure(true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setLrParam(false)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setMAddrParam("evil.com")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setMethodParam("BYE")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setTTLParam(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> uri.setHeader("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> contact.setURI(uri)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> contact.setValue("<sip:x@y>")).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"REGISTER, 200", "REGISTER, 401", "OPTIONS, 200", "INVITE, 302", "INVITE, 300", "INVITE, 485", "MESSAGE, 301"})
    void theContactOfSomeResponsesIsFree(String method, int status) {
        SipServletMessage response = SampleMessages.inbound(method, "", "").createResponse(status);
        response.setHeader("Contact", "<sip:carol@chicago.com>;q=0.5, <sip:dave@chicago.com>");
        response.addHeader("m", "<sip:eve@chicago.com>");

        assertThat(response.getHeaders("Contact")).toIterable().containsExactly("<sip:carol@chicago.com>;q=0.5", "<sip:dave@chicago.com>",
                "<sip:eve@chicago.com>");
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, 404", "INVITE, 200", "INVITE, 180", "INVITE, 486", "SUBSCRIBE, 202"})
    void theContactOfOtherResponsesIsTheContainers(String method, int status) {
        SipServletMessage response = SampleMessages.inbound(method, "", "").createResponse(status);

        assertThatThrownBy(() -> response.setHeader("Contact", "<sip:carol@chicago.com>")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theContactOfARegisterIsFree() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("REGISTER", "");
        request.setHeader("Contact", "*");
        assertThat(request.getAddressHeader("Contact").isWildcard()).isTrue();
        request.setAddressHeader("m", request.addresses().createAddress("<sip:a@b>;expires=60"));
        Address contact = request.getAddressHeader("Contact");
        ((SipURI) contact.getURI()).setHost("c");
        contact.setExpires(30);

        assertThat(request.getHeaders("Contact")).toIterable().containsExactly("<sip:a@c>;expires=30");
        assertThatCode(() -> request.removeHeader("Contact")).doesNotThrowAnyException();
    }

    @Test
    void aRouteIsPushedBeforeTheOthers() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "Route: <sip:p1;lr>\n");
        request.pushRoute((SipURI) request.addresses().createURI("sip:p2;lr"));
        request.pushRoute(request.addresses().createAddress("\"P\" <sip:p3;lr>;x=1"));

        assertThat(request.getHeaders("Route")).toIterable().containsExactly("\"P\" <sip:p3;lr>;x=1", "<sip:p2;lr>", "<sip:p1;lr>");
        assertThatThrownBy(() -> request.pushRoute(request.addresses().createAddress("tel:+123")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.pushRoute(request.addresses().createAddress("*"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.pushPath(request.addresses().createAddress("<sip:p>"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noRouteIsPushedInADialog() throws Exception {
        SipServletRequestImpl request = SampleMessages
                .owned(new SipServletRequestImpl(SampleMessages.inDialog("BYE", "", ""), Direction.OUTBOUND));

        assertThatThrownBy(() -> request.pushRoute((SipURI) request.addresses().createURI("sip:p2;lr")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPathIsPushedOnRegister() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("REGISTER", "Path: <sip:p1;lr>\n");
        request.pushPath(request.addresses().createAddress("<sip:p2;lr>"));

        assertThat(request.getHeaders("Path")).toIterable().containsExactly("<sip:p2;lr>", "<sip:p1;lr>");
    }
}
