/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.text.ParseException;

import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.URI;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.address.TelURLImpl;
import gov.nist.javax.sip.parser.URLParser;

/** Between the URIs of the stack and those of the SIP Servlet API. */
final class URIs {
    private URIs() {
    }

    /** A view of a URI of the stack; of one with an unknown scheme it is a copy. */
    static BaseURI view(javax.sip.address.URI uri, ChangeGuard guard) {
        if (uri instanceof SipUri) {
            return new ServletSipURI((SipUri) uri, guard);
        }
        if (uri instanceof TelURLImpl) {
            return new ServletTelURL((TelURLImpl) uri, guard);
        }
        try {
            return new ServletURI(uri instanceof OpaqueURI ? (OpaqueURI) uri : new OpaqueURI(uri.toString()), guard);
        } catch (ParseException e) {
            throw new IllegalArgumentException("Not a URI: " + uri, e);
        }
    }

    /** A view of an address' URI, of whatever scheme. */
    static BaseURI view(AddressImpl address, ChangeGuard guard) {
        BaseURI view = view(address.getURI(), guard);
        address.setURI(view.unwrap());
        return view;
    }

    /** @throws IllegalArgumentException if the URI is of a foreign implementation, and not valid */
    static GenericURI unwrap(URI uri) {
        try {
            return uri instanceof BaseURI ? ((BaseURI) uri).unwrap() : parse(uri.toString()).unwrap();
        } catch (ServletParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static BaseURI parse(String text) throws ServletParseException {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || !isScheme(text.substring(0, colon))) {
            throw new ServletParseException("Not a URI: " + text);
        }
        BaseURI uri;
        try {
            uri = isKnown(text) ? view(new StrictParser(text).parse(), ChangeGuard.NONE) : opaque(text);
        } catch (ParseException | RuntimeException e) {
            // the stack's parser answers some malformed input with exceptions of String and of number conversion
            throw new ServletParseException("Not a URI: " + text, e);
        }
        if (uri instanceof ServletSipURI sipURI && !hasValidAuthority(sipURI)) {
            throw new ServletParseException("Not a user, host and port: " + text);
        }
        return uri;
    }

    private static boolean isKnown(String text) {
        return text.regionMatches(true, 0, "sip:", 0, 4) || text.regionMatches(true, 0, "sips:", 0, 5)
                || text.regionMatches(true, 0, "tel:", 0, 4);
    }

    private static boolean hasValidAuthority(ServletSipURI uri) {
        boolean emptyUser = uri.unwrap().getAuthority().getUserInfo() != null && uri.getUser() == null;
        return !emptyUser && Hosts.isHost(uri.getHost()) && uri.getPort() <= 0xffff;
    }

    /** The characters of RFC 3986; the stack's parser cuts escaped ones. */
    private static BaseURI opaque(String text) throws ParseException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
                throw new ParseException("Not a character of a URI", i);
            }
        }
        return new ServletURI(new OpaqueURI(text), ChangeGuard.NONE);
    }

    private static boolean isScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9') && "+-.".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** The stack's parser, which for itself ignores what follows a URI. */
    private static final class StrictParser extends URLParser {
        StrictParser(String text) {
            super(text);
        }

        @Override
        public GenericURI parse() throws ParseException {
            GenericURI uri = super.parse();
            if (this.lexer.hasMoreChars()) {
                throw this.createParseException("Unexpected characters after the URI");
            }
            return uri;
        }
    }
}
