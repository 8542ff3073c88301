/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import javax.servlet.sip.SipServletResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBodyTest {
    @Test
    void textIsReadAsText() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("MESSAGE", "c: text/plain\n", "h\u00e4llo");

        assertThat(request.getContentType()).isEqualTo("text/plain");
        assertThat(request.getContent()).isEqualTo("h\u00e4llo");
        assertThat(request.getRawContent()).isEqualTo("h\u00e4llo".getBytes(StandardCharsets.UTF_8));
        assertThat(request.getContentLength()).isEqualTo(6);
        assertThat(request.getContentLengthLong()).isEqualTo(6);
        assertThat(request.getCharacterEncoding()).isNull();
    }

    @Test
    void otherContentIsReadAsBytes() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "Content-Type: application/sdp\n", "v=0\r\n");

        assertThat(request.getContent()).isEqualTo("v=0\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aMessageWithoutBodyHasNoContent() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("MESSAGE", "", "");

        assertThat(request.getContent()).isNull();
        assertThat(request.getRawContent()).isNull();
        assertThat(request.getContentType()).isNull();
        assertThat(request.getContentLength()).isZero();
    }

    @Test
    void contentIsSetAsTextOrBytes() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("MESSAGE", "");
        request.setContent("h\u00e4llo", "text/plain; charset=ISO-8859-1");
        assertThat(request.getContentLength()).isEqualTo(5);
        assertThat(request.getCharacterEncoding()).isEqualTo("ISO-8859-1");
        assertThat(request.getContent()).isEqualTo("h\u00e4llo");

        request.setContent(new byte[]{1, 2, 3}, "application/octet-stream");
        assertThat(request.getContent()).isEqualTo(new byte[]{1, 2, 3});
        assertThat(request.getHeader("Content-Length")).isEqualTo("3");
        assertThat(request.getHeaders("Content-Type")).toIterable().containsExactly("application/octet-stream");

        request.setContent("v=0\r\n", "application/sdp");
        assertThat(request.getRawContent()).isEqualTo("v=0\r\n".getBytes(StandardCharsets.UTF_8));
        request.setContent(new StringBuilder("built"), "text/plain");
        assertThat(request.getContent()).isEqualTo("built");

        request.setContent(null, null);
        assertThat(request.getContentType()).isNull();
        assertThat(request.getContentLength()).isZero();
    }

    @Test
    void contentThatCannotBeWrittenIsRefused() {
        SipServletRequestImpl request = SampleMessages.outbound("MESSAGE", "");

        assertThatThrownBy(() -> request.setContent(new Object(), "application/x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setContent("a", "nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setContent("a", "text/plain\r\nVia: x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setContent("a", null)).isInstanceOf(NullPointerException.class);
        assertThat(request.getContentLength()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-charset", "UTF-16", "IBM037", "not a charset"})
    void aCharacterSetThatWouldSpoilTheHeaderIsRefused(String charset) {
        SipServletRequestImpl request = SampleMessages.outbound("MESSAGE", "");
        SipServletResponse response = SampleMessages.inbound("MESSAGE", "", "").createResponse(200);

        assertThatThrownBy(() -> request.setCharacterEncoding(charset)).isInstanceOf(UnsupportedEncodingException.class);
        assertThatThrownBy(() -> response.setCharacterEncoding(charset)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setContentType("text/plain;charset=\"" + charset + '"'))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.setContent("a", "text/plain;charset=\"" + charset + '"'))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCharacterEncodingIsUsedForTextAndTold() throws Exception {
        SipServletRequestImpl request = SampleMessages.outbound("MESSAGE", "");
        request.setCharacterEncoding("ISO-8859-1");
        request.setContent("\u00e4", "text/plain");

        assertThat(request.getRawContent()).isEqualTo(new byte[]{(byte) 0xe4});
        assertThat(request.getContentType()).isEqualTo("text/plain;charset=ISO-8859-1");
    }

    @Test
    void anUnknownCharacterSetOfAPeerIsAnException() throws Exception {
        SipServletRequestImpl request = SampleMessages.inbound("MESSAGE", "Content-Type: text/plain;charset=nonsense\n", "a");

        assertThatThrownBy(request::getContent).isInstanceOf(UnsupportedEncodingException.class);
        assertThat(request.getRawContent()).isEqualTo(new byte[]{'a'});
        request.setCharacterEncoding("UTF-8");
        assertThat(request.getContent()).isEqualTo("a");
    }

    @Test
    void acceptableLanguagesAreInTheOrderOfPreference() {
        SipServletRequestImpl request = SampleMessages.inbound("INVITE", "Accept-Language: da;q=0.7, en-gb, *;q=0.1, en;q=0.8, fr;q=0\n",
                "");

        assertThat(request.getAcceptLanguages()).toIterable().containsExactly(Locale.UK, Locale.ENGLISH, Locale.forLanguageTag("da"));
        assertThat(request.getLocale()).isEqualTo(Locale.UK);
        assertThat(request.getLocales().nextElement()).isEqualTo(Locale.UK);
        assertThat(SampleMessages.inbound("INVITE", "", "").getAcceptLanguages()).toIterable().containsExactly(Locale.getDefault());
    }

    @Test
    void languagesAreSet() {
        SipServletRequestImpl request = SampleMessages.outbound("INVITE", "");
        request.setAcceptLanguage(Locale.GERMANY);
        request.addAcceptLanguage(Locale.FRENCH);
        request.addAcceptLanguage(Locale.ITALIAN);
        assertThat(request.getAcceptLanguages()).toIterable().containsExactly(Locale.GERMANY, Locale.FRENCH, Locale.ITALIAN);
        request.setAcceptLanguage(null);
        assertThat(request.getHeader("Accept-Language")).isNull();

        assertThat(request.getContentLanguage()).isNull();
        request.setContentLanguage(Locale.GERMANY);
        assertThat(request.getContentLanguage()).isEqualTo(Locale.GERMANY);
        assertThat(request.getHeader("Content-Language")).isEqualTo("de-DE");
    }
}
