/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.util.Locale;

import javax.servlet.sip.SipServletResponse;

import jakarta.servlet.ServletOutputStream;

import gov.nist.javax.sip.message.SIPMessage;

/** What a SIP response is as a {@link jakarta.servlet.ServletResponse}: much of that has no meaning in SIP. */
abstract class ServletResponseSide extends SipServletMessageImpl implements SipServletResponse {
    ServletResponseSide(SIPMessage message, Direction direction) {
        super(message, direction);
    }

    /** @throws IllegalArgumentException if there is no such encoding */
    @Override
    public final void setCharacterEncoding(String encoding) {
        try {
            this.changeCharacterEncoding(encoding);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalArgumentException("Not a character set that can be sent: " + encoding, e);
        }
    }

    /** Null, as JSR 289 says. */
    @Override
    public final ServletOutputStream getOutputStream() {
        return null;
    }

    /** Null, as JSR 289 says. */
    @Override
    public final PrintWriter getWriter() {
        return null;
    }

    /** Does nothing: the length is always that of the body. */
    @Override
    public final void setContentLengthLong(long length) {
        this.checkChangeable();
    }

    /** Does nothing: a response has no buffer. */
    @Override
    public final void setBufferSize(int size) {
    }

    @Override
    public final int getBufferSize() {
        return 0;
    }

    /** Does nothing: a response has no buffer. */
    @Override
    public final void flushBuffer() {
    }

    /** Does nothing: a response has no buffer. */
    @Override
    public final void resetBuffer() {
    }

    /** Does nothing: a response has no buffer. */
    @Override
    public final void reset() {
    }

    @Override
    public final void setLocale(Locale locale) {
        this.setContentLanguage(locale);
    }

    @Override
    public final Locale getLocale() {
        Locale locale = this.getContentLanguage();
        return locale == null ? Locale.getDefault() : locale;
    }
}
