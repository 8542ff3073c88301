/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletMessage.HeaderForm;
import javax.servlet.sip.SipURI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldsTest {
    private SipServletRequestImpl request(String headers) {
        return SampleMessages.inbound("INVITE", headers, "");
    }

    @Test
    void namesAreLongAndInTheirOrder() {
        SipServletRequestImpl request = this.request("s: hello\nk: timer\nX-One: 1\nX-One: 2\nd: fork\n");

        assertThat(request.getHeaderNames()).toIterable().containsExactly("Via", "Max-Forwards", "To", "From", "Call-ID", "CSeq", "Subject",
                "Supported", "X-One", "Request-Disposition", "Content-Length");
    }

    @ParameterizedTest
    @CsvSource({"Subject, hello", "s, hello", "SUBJECT, hello", "S, hello", "Supported, timer", "X-One, 1", "x-one, 1", "d, fork",
            "Request-Disposition, fork", "Call-ID, a84b4c76e66710@pc33.atlanta.com", "i, a84b4c76e66710@pc33.atlanta.com",
            "CSeq, 314159 INVITE",
            "From, \"Alice\" <sip:alice@atlanta.com>;tag=1928301774", "Via, SIP/2.0/UDP pc33.atlanta.com:5066;branch=z9hG4bK776asdhds",
            "l, 0"})
    void aHeaderIsFoundByLongAndCompactName(String name, String value) {
        SipServletRequestImpl request = this.request("s: hello\nk: timer, 100rel\nX-One: 1\nX-One: 2\nd: fork\n");

        assertThat(request.getHeader(name)).isEqualTo(value);
    }

    @Test
    void allValuesAreFoundOnOneLineOrSeveral() {
        SipServletRequestImpl request = this.request("Supported: timer, 100rel\nk: path\nX-One: 1\nX-One: 2, 3\n");

        assertThat(request.getHeaders("Supported")).toIterable().containsExactly("timer", "100rel", "path");
        assertThat(request.getHeaders("X-One")).toIterable().containsExactly("1", "2, 3");
        assertThat(request.getHeaders("X-Two")).isExhausted();
        assertThat(request.getHeader("X-Two")).isNull();
        assertThatThrownBy(() -> request.getHeader(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void headersAreSetAddedAndRemoved() {
        SipServletRequestImpl request = this.request("k: path\nSubject: one\n");
        request.setHeader("k", "timer");
        request.addHeader("Supported", "100rel, gruu");
        request.setHeader("s", "two");
        request.addHeader("X-One", "1");
        request.addHeader("X-One", "2");
        request.setHeader("Date", "Sat, 13 Nov 2010 23:29:00 GMT");
        request.setHeader("X-Empty", "");

        assertThat(request.getHeaders("Supported")).toIterable().containsExactly("timer", "100rel", "gruu");
        assertThat(request.getHeaders("Subject")).toIterable().containsExactly("two");
        assertThat(request.getHeaders("X-One")).toIterable().containsExactly("1", "2");
        assertThat(request.getHeader("X-Empty")).isEmpty();
        assertThat(request.message().encode()).contains("Supported: timer,100rel,gruu\r\n", "Subject: two\r\n", "X-One: 1\r\nX-One: 2\r\n",
                "Date: Sat, 13 Nov 2010 23:29:00 GMT\r\n");

        request.removeHeader("Supported");
        request.removeHeader("s");
        request.removeHeader("X-ONE");
        assertThat(request.message().encode()).doesNotContain("Supported", "Subject", "X-One");
    }

    @Test
    void addingToAHeaderOfOneValueReplacesIt() {
        SipServletRequestImpl request = this.request("Subject: one\nExpires: 5\n");
        request.addHeader("Subject", "two");
        request.addHeader("Expires", "7");

        assertThat(request.getHeaders("Subject")).toIterable().containsExactly("two");
        assertThat(request.getExpires()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"Subject, 'a\r\nVia: x'", "Subject, 'a\nb'", "X-One, 'a\0b'", "X-One: a, b", "'X One', b", "Expires, soon",
            "Accept-Language, 'en;q=high\r'",
            "'', a"})
    void whatIsNoHeaderIsRefusedAndChangesNothing(String name, String value) {
        SipServletRequestImpl request = this.request("Subject: one\nExpires: 5\n");
        String before = request.message().encode();

        assertThatThrownBy(() -> request.setHeader(name, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.addHeader(name, value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(request.message().encode()).isEqualTo(before);
    }

    @Test
    void aHeaderThatTheStackCouldNotParseIsStillThere() {
        SipServletRequestImpl request = this.request("");
        request.message().addUnparsed("Subscription-State: ;;;");

        assertThat(request.getHeader("Subscription-State")).isEqualTo(";;;");
        assertThat(request.getHeaderNames()).toIterable().contains("Subscription-State");
        request.removeHeader("subscription-state");
        assertThat(request.getHeader("Subscription-State")).isNull();
    }

    @Test
    void contentLengthCannotBeFalsified() {
        SipServletRequestImpl request = this.request("");
        request.setHeader("Content-Length", "5");
        request.addHeader("l", "6");
        request.removeHeader("Content-Length");
        request.setContentLength(7);

        assertThat(request.getContentLength()).isZero();
        assertThat(request.message().encode()).endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    void theListIteratorChangesTheMessage() {
        SipServletRequestImpl request = this.request("Supported: timer, 100rel, path\n");
        ListIterator<String> options = request.getHeaders("Supported");
        options.next();
        options.remove();
        options.next();
        options.set("gruu");
        options.add("eventlist");

        assertThat(request.getHeaders("k")).toIterable().containsExactly("gruu", "eventlist", "path");
        ListIterator<String> vias = request.getHeaders("Via");
        vias.next();
        assertThatThrownBy(vias::remove).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vias.add("SIP/2.0/UDP x")).isInstanceOf(IllegalStateException.class);
        assertThat(request.getHeaders("Via")).toIterable().hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reply-To", "P-Asserted-Identity", "Refer-To", "Path", "X-Address", "Call-Info", "Alert-Info"})
    void addressesOfAHeaderAreAddressesOfTheMessage(String name) throws Exception {
        SipServletRequestImpl request = this.request(name + ": <sip:carol@chicago.com>\n");
        Address address = request.getAddressHeader(name);
        assertThat(address.getURI()).hasToString("sip:carol@chicago.com");
        ((SipURI) address.getURI()).setUser("dave");
        ((SipURI) address.getURI()).setParameter("x", "1");

        assertThat(request.getHeader(name)).isEqualTo("<sip:dave@chicago.com;x=1>");
        request.setAddressHeader(name, (Address) address.clone());
        assertThat(request.getHeader(name)).isEqualTo("<sip:dave@chicago.com;x=1>");
    }

    @Test
    void severalAddressesAreReadAddedAndReplaced() throws Exception {
        SipServletRequestImpl request = this
                .request("X-Address: \"A, B\" <sip:a@b>;x=1, sip:c@d\nX-Address: <sip:e@f>\nPath: <sip:p1>,<sip:p2>\n");

        assertThat(request.getAddressHeaders("X-Address")).toIterable().map(Object::toString).containsExactly("\"A, B\" <sip:a@b>;x=1",
                "<sip:c@d>",
                "<sip:e@f>");
        Address second = toList(request.getAddressHeaders("X-Address")).get(1);
        second.setParameter("y", "2");
        assertThat(request.getAddressHeaders("X-Address")).toIterable().map(Object::toString).containsExactly("\"A, B\" <sip:a@b>;x=1",
                "<sip:c@d>;y=2", "<sip:e@f>");

        Address first = request.addresses().createAddress("<sip:p0>");
        request.addAddressHeader("Path", first, true);
        request.addAddressHeader("Path", request.addresses().createAddress("<sip:p3>"), false);
        assertThat(request.getHeaders("Path")).toIterable().containsExactly("<sip:p0>", "<sip:p1>", "<sip:p2>", "<sip:p3>");
    }

    private static <T> List<T> toList(ListIterator<T> iterator) {
        List<T> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }

    @Test
    void aValueWhoseHeaderWasReplacedIsOnItsOwn() throws Exception {
        SipServletRequestImpl request = this.request("X-Address: <sip:a@b>\n");
        Address address = request.getAddressHeader("X-Address");
        request.setHeader("X-Address", "<sip:other@b>");
        address.setParameter("x", "1");

        assertThat(request.getHeader("X-Address")).isEqualTo("<sip:other@b>");
        assertThat(address).hasToString("<sip:a@b>;x=1");
    }

    @Test
    void whatIsNoAddressIsAParseException() {
        SipServletRequestImpl request = this.request("X-Address: not an address\n");

        assertThatThrownBy(() -> request.getAddressHeader("X-Address")).isInstanceOf(ServletParseException.class);
        assertThatThrownBy(() -> request.getAddressHeaders("CSeq")).isInstanceOf(ServletParseException.class);
    }

    @Test
    void parameterablesAreReadAndChanged() throws Exception {
        SipServletRequestImpl request = this
                .request(
                        "o: presence;id=1\nAccept: text/plain;q=0.5, application/sdp;level=1\nReason: Q.850;cause=16;text=\"Terminated\"\n");

        Parameterable event = request.getParameterableHeader("Event");
        assertThat(event.getValue()).isEqualTo("presence");
        assertThat(event.getParameter("id")).isEqualTo("1");
        event.setParameter("id", "2");
        event.setValue("dialog");
        assertThat(request.getHeader("Event")).isEqualTo("dialog;id=2");
        assertThat(request.getParameterableHeaders("Accept")).toIterable().map(Object::toString).containsExactly("text/plain;q=0.5",
                "application/sdp;level=1");
        assertThat(request.getParameterableHeader("Reason").getParameter("text")).isEqualTo("Terminated");
        assertThat(request.getParameterableHeader("To")).isInstanceOf(Address.class);
        assertThat(request.getParameterableHeader("X-None")).isNull();

        request.addParameterableHeader("Accept", request.addresses().createParameterable("text/html;level=2"), true);
        assertThat(request.getHeader("Accept")).isEqualTo("text/html;level=2");
        request.setParameterableHeader("Accept", request.addresses().createParameterable("text/html"));
        assertThat(request.getHeaders("Accept")).toIterable().containsExactly("text/html");
    }

    @Test
    void systemParameterablesCannotBeChanged() throws Exception {
        SipServletRequestImpl request = this.request("Record-Route: <sip:proxy;lr>\n");
        Parameterable via = request.getParameterableHeader("Via");
        assertThat(via.getParameter("branch")).isEqualTo("z9hG4bK776asdhds");

        assertThatThrownBy(() -> via.setParameter("branch", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> via.setValue("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> request.getAddressHeader("Record-Route").setParameter("x", "y")).isInstanceOf(IllegalStateException.class);
        assertThat(request.getHeader("Via")).isEqualTo("SIP/2.0/UDP pc33.atlanta.com:5066;branch=z9hG4bK776asdhds");
    }

    @Test
    void compactNamesAreWrittenWhenWanted() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE",
                "Supported: timer,100rel\nSubject: hi\nRequest-Disposition: fork\n");
        assertThat(request.getHeaderForm()).isEqualTo(HeaderForm.DEFAULT);
        request.setHeaderForm(HeaderForm.COMPACT);
        request.send();

        assertThat(request.message().encode()).contains("\r\nk: timer,100rel\r\n", "\r\ns: hi\r\n", "\r\nd: fork\r\n");
        assertThat(request.getHeader("Supported")).isEqualTo("timer");
        assertThat(request.getHeaders("s")).toIterable().containsExactly("hi");
    }
}
