/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

import gov.nist.javax.sip.header.ContentType;

/** Character sets of bodies. The stack writes the header fields in the body's one, so it must write ASCII as ASCII. */
final class Charsets {
    private static final String SAMPLE = "SIP/2.0 <sip:a@b>;c=\"d\"\r\n";

    private Charsets() {
    }

    /** @throws UnsupportedEncodingException if there is no such character set, or the stack cannot send it */
    static Charset find(String name) throws UnsupportedEncodingException {
        try {
            Charset charset = Charset.forName(name);
            if (charset.canEncode() && new String(SAMPLE.getBytes(charset), StandardCharsets.US_ASCII).equals(SAMPLE)) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw (UnsupportedEncodingException) new UnsupportedEncodingException(name).initCause(e);
        }
        throw new UnsupportedEncodingException(name + " does not contain ASCII");
    }

    /** Whether the stack can send a body of this type. */
    static boolean isSendable(ContentType contentType) {
        try {
            check(contentType);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException if a Content-Type names a character set that cannot be sent */
    static void check(ContentType contentType) {
        String name = contentType.getCharset();
        if (name != null) {
            try {
                find(name);
            } catch (UnsupportedEncodingException e) {
                throw new IllegalArgumentException("Not a character set that can be sent: " + name, e);
            }
        }
    }
}
