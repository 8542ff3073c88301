/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What nobody sees of captured messages.
 */
class SecretMaskTestCase {

    private static String masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        SecretMask.apply(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Authorization: Digest username=\"joe\", response=\"abcd\", nonce=\"n\"|Authorization: Digest username=\"joe\", response=\"xxxx\", nonce=\"n\"",
            "proxy-authorization : digest response = \"abcd\"|proxy-authorization : digest response = \"xxxx\"",
            "Authorization: Digest nonce=n,response=abcd,uri=u|Authorization: Digest nonce=n,response=xxxx,uri=u",
            "Authorization: Bearer abc.def|Authorization: xxxxxxxxxxxxxx",
            "Authorization: Digest nonceresponse=\"n\"|Authorization: Digest nonceresponse=\"n\"",
            "Authorization:|Authorization:", "WWW-Authenticate: Digest nonce=\"n\"|WWW-Authenticate: Digest nonce=\"n\"",
            "X: k=secret|X: k=secret"})
    void inHeadersItIsWhatAClientProvesItselfWith(String header, String expected) {
        String start = "REGISTER sip:a SIP/2.0\r\n";
        assertThat(masked(start + header + "\r\n\r\n")).isEqualTo(start + expected + "\r\n\r\n");
    }

    @Test
    void aHeaderOfSeveralLinesIsOne() {
        assertThat(masked("A: b\r\nAuthorization: Digest nonce=\"n\",\r\n response=\"abcd\"\r\nC: d\r\n response=\"abcd\"\r\n\r\n"))
                .isEqualTo("A: b\r\nAuthorization: Digest nonce=\"n\",\r\n response=\"xxxx\"\r\nC: d\r\n response=\"abcd\"\r\n\r\n");
    }

    @Test
    void inBodiesItIsTheKeysOfMedia() {
        String head = "SIP/2.0 200 OK\r\nContent-Length: 10\r\n\r\n";
        assertThat(masked(head + "v=0\r\nk=clear:abc\r\na=crypto:1 AES inline:abc\na=ICE-pwd:abc\r\na=ice-ufrag:abc\r\na=key-mgmt:mikey A"))
                .isEqualTo(
                        head + "v=0\r\nk=xxxxxxxxx\r\na=crypto:xxxxxxxxxxxxxxxx\na=ICE-pwd:xxx\r\na=ice-ufrag:abc\r\na=key-mgmt:xxxxxxx");
    }

    @Test
    void messagesThatEndSomewhereDoNoHarm() {
        String whole = "A a SIP/2.0\r\nAuthorization: Digest x=\"y\", response=\"abcd\"\r\n\r\na=crypto:1";
        for (int length = 0; length <= whole.length(); length++) {
            assertThat(masked(whole.substring(0, length))).hasSize(length);
        }
    }
}
