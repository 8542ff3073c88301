/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import javax.servlet.sip.Address;
import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipURI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private final AddressFactory factory = new AddressFactory();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<sip:alice@atlanta.com> | <sip:alice@atlanta.com>",
            "sip:alice@atlanta.com;tag=1 | <sip:alice@atlanta.com>;tag=1",
            "Alice <sip:alice@atlanta.com;lr>;q=0.5 | \"Alice\" <sip:alice@atlanta.com;lr>;q=0.5",
            "Alice  B. <sip:alice@atlanta.com> | \"Alice  B.\" <sip:alice@atlanta.com>",
            "\"A, \\\"the\\\" <b>; c\" <sip:a@b> ; x = \"y;z\" | \"A, \\\"the\\\" <b>; c\" <sip:a@b>;x=\"y;z\"",
            "tel:+123;x | <tel:+123>;x", "* | *",
            "J\u00f6rg <sip:j@b> | \"J\u00f6rg\" <sip:j@b>", "<http://example.com/a;b> | <http://example.com/a;b>",
            "<sip:a@b>;+sip.instance=\"<urn:uuid:1>\" | <sip:a@b>;+sip.instance=\"<urn:uuid:1>\""})
    void aValidAddressIsWrittenInItsCanonicalForm(String text, String canonical) throws Exception {
        assertThat(this.factory.createAddress(text)).hasToString(canonical);
        assertThat(this.factory.createAddress(canonical)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Alice", "<sip:a@b", "sip:a@b>", "\"Alice <sip:a@b>", "Alice \"x\" <sip:a@b>", "<sip:a@b> x", "<sip:a@b>;",
            "<sip:a@b>;=1",
            "<sip:a@b>;a;a", "<sip:a@b>;a=b c", "<sip:a@b>;a=\"b", "<sip:a@b>, <sip:c@d>", "sip:a@b?x=y", "<>", "<a>", "Al(ice <sip:a@b>",
            "<sip:a@b>\r\nVia: x", "**"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> this.factory.createAddress(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void partsAreRead() throws Exception {
        Address address = this.factory
                .createAddress("\"A \\\"B\\\"\" <sip:alice@atlanta.com;x=1>;expires=60;q=0.25;flag;quoted=\"a \\\"b\"");

        assertThat(address.getDisplayName()).isEqualTo("A \"B\"");
        assertThat(address.getURI()).hasToString("sip:alice@atlanta.com;x=1");
        assertThat(address.isWildcard()).isFalse();
        assertThat(address.getExpires()).isEqualTo(60);
        assertThat(address.getQ()).isEqualTo(0.25f);
        assertThat(address.getParameter("FLAG")).isEmpty();
        assertThat(address.getParameter("quoted")).isEqualTo("a \"b");
        assertThat(address.getParameterNames()).toIterable().containsExactly("expires", "q", "flag", "quoted");
        assertThat(address.getParameters()).contains(Map.entry("expires", "60"), Map.entry("flag", ""));
        assertThat(address.getValue()).isEqualTo("\"A \\\"B\\\"\" <sip:alice@atlanta.com;x=1>");
    }

    @Test
    void partsAreSet() throws Exception {
        Address address = this.factory.createAddress(this.factory.createURI("sip:alice@atlanta.com"), "Alice \"A\"");
        address.setExpires(30);
        address.setQ(0.7f);
        address.setParameter("token", "a.b");
        address.setParameter("text", "a b;\"c\"");
        ((SipURI) address.getURI()).setUser("bob");
        assertThat(address)
                .hasToString("\"Alice \\\"A\\\"\" <sip:bob@atlanta.com>;expires=30;q=0.7;token=a.b;text=\"a b;\\\"c\\\"\"");

        address.setExpires(-1);
        address.setQ(-1);
        address.setParameter("text", null);
        address.removeParameter("Token");
        address.setDisplayName(null);
        address.setURI(this.factory.createURI("tel:+123"));
        assertThat(address).hasToString("<tel:+123>");

        address.setValue("Carol <sip:carol@chicago.com>");
        assertThat(address).hasToString("\"Carol\" <sip:carol@chicago.com>");
    }

    @Test
    void whatIsNotValidCannotBeSet() throws Exception {
        Address address = this.factory.createAddress("<sip:a@b>");

        assertThatThrownBy(() -> address.setQ(1.5f)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setQ(Float.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setDisplayName("a\r\nVia: b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setParameter("a", "b\nc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setParameter("a b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> address.setURI(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> address.setValue("<sip:a@b>;c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWildcardHasNoUri() throws Exception {
        Address address = this.factory.createAddress("*");

        assertThat(address.isWildcard()).isTrue();
        assertThat(address.getURI()).isNull();
        assertThat(address.getDisplayName()).isNull();
        assertThat(address).isEqualTo(this.factory.createAddress("*")).isNotEqualTo(this.factory.createAddress("sip:a@b"));
        assertThat((Address) address.clone()).hasToString("*");
    }

    @Test
    void aCloneHasNoTagAndIsOnItsOwn() throws Exception {
        Address address = this.factory.createAddress("\"Alice\" <sip:alice@atlanta.com>;tag=1;x=2");
        Address clone = (Address) address.clone();
        assertThat(clone).hasToString("\"Alice\" <sip:alice@atlanta.com>;x=2").isEqualTo(address);

        clone.setParameter("x", "3");
        ((SipURI) clone.getURI()).setUser("bob");
        assertThat(address).hasToString("\"Alice\" <sip:alice@atlanta.com>;tag=1;x=2");
    }

    @ParameterizedTest
    @CsvSource({"Alice <sip:a@b>, Bob <sip:a@B>, true", "<sip:a@b>;x=1, <sip:a@b>, true", "<sip:a@b>;x=1, <sip:a@b>;X=2, false",
            "<sip:a@b>;x=Y, <sip:a@b>;x=y, true", "<sip:a@b>, <sip:c@b>, false", "<tel:+1-2>, <tel:+12>, true"})
    void addressesAreComparedByUriAndCommonParameters(String one, String other, boolean equal) throws Exception {
        assertThat(this.factory.createAddress(one).equals(this.factory.createAddress(other))).isEqualTo(equal);
    }

    @Test
    void aParameterableHasAnyValue() throws Exception {
        Parameterable event = this.factory.createParameterable("presence;id=1; x");
        assertThat(event).isNotInstanceOf(Address.class);
        assertThat(event.getValue()).isEqualTo("presence");
        assertThat(event.getParameter("id")).isEqualTo("1");
        event.setValue("dialog");
        event.setParameter("y", "a b");
        assertThat(event).hasToString("dialog;id=1;x;y=\"a b\"");
        assertThat(event.clone()).isEqualTo(event).isNotSameAs(event);
        assertThat(event).isEqualTo(this.factory.createParameterable("Dialog;x;y=\"a b\";ID=1"))
                .isNotEqualTo(this.factory.createParameterable("dialog;id=1"));
        assertThatThrownBy(() -> event.setValue("a;b=c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aParameterableMayHaveTheNameOfAHeaderField() throws Exception {
        assertThat(this.factory.createParameterable("Event: presence;id=1")).hasToString("presence;id=1");
        assertThat(this.factory.createParameterable("Contact: Alice <sip:a@b>;q=1")).isInstanceOf(Address.class)
                .hasToString("\"Alice\" <sip:a@b>;q=1");
        assertThat(this.factory.createParameterable("sip:a@b;q=1")).isInstanceOf(Address.class).hasToString("<sip:a@b>;q=1");
        assertThatThrownBy(() -> this.factory.createParameterable(";a=b")).isInstanceOf(ServletParseException.class);
    }

    @Test
    void authInfoKeepsTheLastCredentialsOfARealm() {
        ServletAuthInfo info = (ServletAuthInfo) this.factory.createAuthInfo();
        info.addAuthInfo(401, "atlanta", "alice", "old");
        info.addAuthInfo(401, "atlanta", "alice", "secret");

        assertThat(info.find(401, "atlanta")).get().extracting(ServletAuthInfo.Credentials::password).isEqualTo("secret");
        assertThat(info.find(407, "atlanta")).isEmpty();
        assertThat(info.find(401, "atlanta").get().toString()).doesNotContain("secret");
    }
}
