/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.TelURL;
import javax.servlet.sip.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelURLTest {
    private final AddressFactory factory = new AddressFactory();

    @Test
    void aGlobalNumberIsReadWithoutItsPlus() throws Exception {
        TelURL url = this.parse("tel:+1-201-555-0123;ext=5");

        assertThat(url.isSipURI()).isFalse();
        assertThat(url.getScheme()).isEqualTo("tel");
        assertThat(url.isGlobal()).isTrue();
        assertThat(url.getPhoneNumber()).isEqualTo("1-201-555-0123");
        assertThat(url.getPhoneContext()).isNull();
        assertThat(url.getParameter("ext")).isEqualTo("5");
        assertThat(url).hasToString("tel:+1-201-555-0123;ext=5");
    }

    @Test
    void aLocalNumberHasAContext() throws Exception {
        TelURL url = this.parse("tel:7042;phone-context=example.com");

        assertThat(url.isGlobal()).isFalse();
        assertThat(url.getPhoneNumber()).isEqualTo("7042");
        assertThat(url.getPhoneContext()).isEqualTo("example.com");
        assertThat(url).hasToString("tel:7042;phone-context=example.com");
    }

    @Test
    void numbersAreSet() throws Exception {
        TelURL url = this.parse("tel:7042;phone-context=example.com");
        url.setPhoneNumber("+1-201-555-0123");
        assertThat(url).hasToString("tel:+1-201-555-0123");
        url.setPhoneNumber("7042", "+1201");
        assertThat(url).hasToString("tel:7042;phone-context=+1201");

        assertThatThrownBy(() -> url.setPhoneNumber("7042")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> url.setPhoneNumber("+1a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> url.setPhoneNumber("+")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> url.setPhoneNumber("70 42", "example.com")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> url.setPhoneNumber("7042", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"tel:+1-201-555-0123, tel:+12015550123, true", "tel:+1(201)5550123;a=b;c=d, TEL:+12015550123;C=D;A=B, true",
            "tel:+12015550123, tel:+12015550123;ext=1, false",
            "tel:7042;phone-context=Example.com, tel:70-42;phone-context=example.COM, true",
            "tel:7042;phone-context=+1-2, tel:7042;phone-context=+12, true",
            "tel:7042;phone-context=a.com, tel:7042;phone-context=b.com, false",
            "tel:+7042, tel:7042;phone-context=b.com, false"})
    void numbersAreComparedByTheirDigits(String one, String other, boolean equal) throws Exception {
        assertThat(this.parse(one).equals(this.parse(other))).isEqualTo(equal);
        assertThat(this.parse(other).equals(this.parse(one))).isEqualTo(equal);
    }

    @Test
    void aUriOfAnotherSchemeKeepsItsText() throws Exception {
        URI uri = this.factory.createURI("im:alice@atlanta.com;a=b;c");

        assertThat(uri.isSipURI()).isFalse();
        assertThat(uri.getScheme()).isEqualTo("im");
        assertThat(uri.getParameter("a")).isEqualTo("b");
        assertThat(uri.getParameter("c")).isEmpty();
        uri.setParameter("a", "x y");
        uri.removeParameter("c");
        assertThat(uri).hasToString("im:alice@atlanta.com;a=x%20y");
        assertThat(uri).isEqualTo(this.factory.createURI("IM:alice@atlanta.com;a=x%20y"))
                .isNotEqualTo(this.factory.createURI("im:bob@atlanta.com"));
        assertThat(uri.clone()).isEqualTo(uri).isNotSameAs(uri);
        assertThat(this.factory.createURI("http://www.example.com/a?b=c")).hasToString("http://www.example.com/a?b=c");
    }

    private TelURL parse(String text) throws ServletParseException {
        return (TelURL) this.factory.createURI(text);
    }
}
