/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipURI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipURITest {
    private final AddressFactory factory = new AddressFactory();

    @ParameterizedTest
    @ValueSource(strings = {"sip:alice@atlanta.com", "sip:alice:secretword@atlanta.com;transport=tcp",
            "sips:alice@atlanta.com?subject=project%20x&priority=urgent", "sip:+1-212-555-1212:1234@gateway.com;user=phone",
            "sips:1212@gateway.com", "sip:alice@192.0.2.4", "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
            "sip:alice;day=tuesday@atlanta.com", "sip:[2001:db8::10]:5070;lr", "sip:a@[::1];maddr=[::2];ttl=15", "sip:j%40s0n@host_1",
            "sip:proxy;lr;node_host=127.0.0.1;version=1"})
    void aValidUriIsWrittenAsItWasParsed(String text) throws Exception {
        assertThat(this.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sip", "sip:", ":a", "sip:alice@", "sip:@atlanta.com", "sip:alice@atlanta.com:port",
            "sip:alice@atlanta.com:99999",
            "sip:alice@atlanta.com extra", "sip:alice@atlanta.com>", "sip:alice@host%41", "sip:alice@h\r\nVia: x", "sip:al ice@atlanta.com",
            "sip:a@[::1", "sip:a@b;c=\"d\"", "1sip:a@b", "si p:a@b", "tel:", "tel:abc-xyz", "sip:a%4@b", "sip:a@b;x=%", "sip:a@b?h"})
    void whatIsNoUriIsRefused(String text) {
        assertThatThrownBy(() -> this.factory.createURI(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void componentsAreRead() throws Exception {
        SipURI uri = this.parse(
                "sips:alice%20b:p%3Aw@Atlanta.com:5081;transport=tls;maddr=10.0.0.1;ttl=7;user=phone;method=INVITE;lr;x%20y=z%3B?h1=a%26b");

        assertThat(uri.isSipURI()).isTrue();
        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.getScheme()).isEqualTo("sips");
        assertThat(uri.getUser()).isEqualTo("alice b");
        assertThat(uri.getUserPassword()).isEqualTo("p:w");
        assertThat(uri.getHost()).isEqualToIgnoringCase("atlanta.com");
        assertThat(uri.getPort()).isEqualTo(5081);
        assertThat(uri.getTransportParam()).isEqualTo("tls");
        assertThat(uri.getMAddrParam()).isEqualTo("10.0.0.1");
        assertThat(uri.getTTLParam()).isEqualTo(7);
        assertThat(uri.getUserParam()).isEqualTo("phone");
        assertThat(uri.getMethodParam()).isEqualTo("INVITE");
        assertThat(uri.getLrParam()).isTrue();
        assertThat(uri.getParameter("LR")).isEmpty();
        assertThat(uri.getHeader("H1")).isEqualTo("a&b");
        assertThat(uri.getParameterNames()).toIterable().startsWith("transport", "maddr", "ttl", "user", "method", "lr");
        assertThat(uri.getHeaderNames()).toIterable().containsExactly("h1");
    }

    @Test
    void componentsThatAreNotThereAreNullOrMinusOne() throws Exception {
        SipURI uri = this.parse("sip:atlanta.com");

        assertThat(uri.getUser()).isNull();
        assertThat(uri.getUserPassword()).isNull();
        assertThat(uri.getPort()).isEqualTo(-1);
        assertThat(uri.getTTLParam()).isEqualTo(-1);
        assertThat(uri.getMAddrParam()).isNull();
        assertThat(uri.getLrParam()).isFalse();
        assertThat(uri.getHeader("subject")).isNull();
    }

    @Test
    void componentsThatAreSetAreEscaped() {
        SipURI uri = this.factory.createSipURI("alice", "atlanta.com");
        uri.setUser("a b@c");
        uri.setUserPassword("p:w");
        uri.setPort(5070);
        uri.setParameter("reason", "no; really");
        uri.setParameter("flag", "");
        uri.setHeader("Subject", "a&b=c");
        uri.setLrParam(true);
        uri.setTTLParam(3);

        assertThat(uri).hasToString("sip:a%20b%40c:p%3Aw@atlanta.com:5070;reason=no%3B%20really;flag;lr;ttl=3?Subject=a%26b%3Dc");
        assertThat(uri.getUser()).isEqualTo("a b@c");
        assertThat(uri.getParameter("reason")).isEqualTo("no; really");
        assertThat(uri.getHeader("subject")).isEqualTo("a&b=c");
    }

    @Test
    void componentsAreRemoved() throws Exception {
        SipURI uri = this.parse("sips:alice:secret@atlanta.com:5070;lr;ttl=3;transport=tcp?a=b");
        uri.setUserPassword(null);
        uri.setUser(null);
        uri.setPort(-1);
        uri.setLrParam(false);
        uri.setTTLParam(-1);
        uri.setTransportParam(null);
        uri.removeHeader("A");
        uri.setSecure(false);

        assertThat(uri).hasToString("sip:atlanta.com");
    }

    @Test
    void aUriCannotBeUsedToInjectAnything() {
        SipURI uri = this.factory.createSipURI("alice", "atlanta.com");

        assertThatThrownBy(() -> uri.setHost("b.com>\r\nVia: x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uri.setHost("[b.com]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uri.setParameter("a>b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> uri.setPort(70000)).isInstanceOf(IllegalArgumentException.class);
        uri.setParameter("a", ">\r\n");
        assertThat(uri).hasToString("sip:alice@atlanta.com;a=%3E%0D%0A");
    }

    @Test
    void theUserOfANewUriMayBeEscapedAlready() {
        assertThat(this.factory.createSipURI("a%20b", "atlanta.com")).hasToString("sip:a%20b@atlanta.com");
        assertThat(this.factory.createSipURI("a b", "::1")).hasToString("sip:a%20b@[::1]");
        assertThat(this.factory.createSipURI(null, "atlanta.com")).hasToString("sip:atlanta.com");
    }

    @ParameterizedTest
    @CsvSource({"sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp",
            "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
            "sip:carol@chicago.com, sip:carol@chicago.com;security=on",
            "sip:carol@chicago.com;newparam=5, sip:carol@chicago.com;security=on",
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com, sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent, sip:alice@atlanta.com?priority=urgent&subject=project%20x"})
    void equivalentUrisOfTheRfcAreEqual(String one, String other) throws Exception {
        assertThat(this.parse(one)).isEqualTo(this.parse(other)).hasSameHashCodeAs(this.parse(other));
        assertThat(this.parse(other)).isEqualTo(this.parse(one));
    }

    @ParameterizedTest
    @CsvSource({"SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP", "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
            "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp", "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
            "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting", "sip:bob@phone21.boxesbybob.com, sip:bob@192.0.2.4",
            "sip:a@b, sips:a@b", "sip:a@b, sip:a:p@b", "sip:a@b, sip:b", "sip:a@b;user=ip, sip:a@b", "sip:a@b;ttl=1, sip:a@b",
            "sip:a@b;method=INVITE, sip:a@b", "sip:a@b;maddr=c, sip:a@b", "sip:a@b;x=1, sip:a@b;x=2"})
    void differentUrisOfTheRfcAreNotEqual(String one, String other) throws Exception {
        assertThat(this.parse(one)).isNotEqualTo(this.parse(other));
        assertThat(this.parse(other)).isNotEqualTo(this.parse(one));
    }

    @Test
    void aCloneIsOnItsOwn() throws Exception {
        SipURI uri = this.parse("sip:alice@atlanta.com;x=1");
        SipURI clone = (SipURI) uri.clone();
        clone.setUser("bob");
        clone.setHost("biloxi.com");
        clone.setParameter("x", "2");

        assertThat(uri).hasToString("sip:alice@atlanta.com;x=1");
        assertThat(clone).hasToString("sip:bob@biloxi.com;x=2");
    }

    private SipURI parse(String text) throws ServletParseException {
        return (SipURI) this.factory.createURI(text);
    }
}
