/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;

/** A message's body and languages as JSR 289 shows them to applications. */
abstract class MessageBody extends MessageHeaders {
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CHARSET = "charset";

    private final SIPMessage message;
    private final Languages languages;
    private String characterEncoding;

    MessageBody(SIPMessage message) {
        super(message);
        this.message = message;
        this.languages = new Languages(this.fields());
    }

    final Languages languages() {
        return this.languages;
    }

    @Override
    public String getContentType() {
        return this.getHeader(CONTENT_TYPE);
    }

    @Override
    public void setContentType(String type) {
        if (type == null) {
            this.removeHeader(CONTENT_TYPE);
        } else {
            this.setHeader(CONTENT_TYPE, type);
            this.characterEncoding = null;
        }
    }

    @Override
    public int getContentLength() {
        return this.message.getContentLength().getContentLength();
    }

    /** Does nothing: the length is always that of the body. */
    @Override
    public void setContentLength(int length) {
        this.checkChangeable();
    }

    @Override
    public byte[] getRawContent() {
        byte[] content = this.message.getRawContent();
        return content == null || content.length == 0 ? null : content;
    }

    /** Text for {@code text/*}, bytes for everything else. */
    @Override
    public Object getContent() throws UnsupportedEncodingException {
        byte[] content = this.getRawContent();
        if (content == null || !isText(this.message.getContentTypeHeader())) {
            return content;
        }
        return new String(content, this.charset());
    }

    @Override
    public void setContent(Object content, String contentType) throws UnsupportedEncodingException {
        this.checkChangeable();
        if (content == null) {
            this.message.removeContent();
            this.removeHeader(CONTENT_TYPE);
            return;
        }
        Objects.requireNonNull(contentType, "contentType");
        ContentType type = (ContentType) this.fields().parse(CONTENT_TYPE, contentType);
        String encoding = type.getCharset() != null ? type.getCharset() : this.characterEncoding;
        byte[] bytes;
        if (content instanceof byte[]) {
            bytes = (byte[]) content;
        } else if (content instanceof String || isText(type)) {
            bytes = content.toString().getBytes(encoding == null ? StandardCharsets.UTF_8 : Charsets.find(encoding));
            if (encoding != null && type.getCharset() == null && isText(type)) {
                type.getParameters().set(CHARSET, encoding);
            }
        } else {
            throw new IllegalArgumentException("Content of " + contentType + " must be bytes or text, not " + content.getClass().getName());
        }
        this.message.setHeader(type);
        this.message.setMessageContent(bytes);
    }

    @Override
    public String getCharacterEncoding() {
        if (this.characterEncoding != null) {
            return this.characterEncoding;
        }
        ContentType type = this.message.getContentTypeHeader();
        return type == null ? null : type.getCharset();
    }

    /** @param encoding null to go back to that of Content-Type */
    final void changeCharacterEncoding(String encoding) throws UnsupportedEncodingException {
        if (encoding != null) {
            Charsets.find(encoding);
        }
        this.characterEncoding = encoding;
    }

    private Charset charset() throws UnsupportedEncodingException {
        String encoding = this.getCharacterEncoding();
        if (encoding == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            throw (UnsupportedEncodingException) new UnsupportedEncodingException(encoding).initCause(e);
        }
    }

    private static boolean isText(ContentType type) {
        return type != null && "text".equalsIgnoreCase(type.getContentType());
    }

    @Override
    public Locale getAcceptLanguage() {
        return this.languages.acceptable().get(0);
    }

    @Override
    public Iterator<Locale> getAcceptLanguages() {
        return this.languages.acceptable().iterator();
    }

    @Override
    public void setAcceptLanguage(Locale locale) {
        this.checkChangeable();
        this.languages.setAcceptable(locale);
    }

    @Override
    public void addAcceptLanguage(Locale locale) {
        this.checkChangeable();
        this.languages.addAcceptable(Objects.requireNonNull(locale, "locale"));
    }

    @Override
    public Locale getContentLanguage() {
        return this.languages.content();
    }

    @Override
    public void setContentLanguage(Locale locale) {
        this.checkChangeable();
        this.languages.setContent(locale);
    }
}
