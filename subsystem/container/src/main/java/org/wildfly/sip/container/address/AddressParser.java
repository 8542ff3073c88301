/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.List;

import javax.servlet.sip.ServletParseException;

import gov.nist.core.NameValueList;
import gov.nist.javax.sip.address.AddressImpl;

/** Parses addresses and other header field values with parameters, as strictly as RFC 3261 section 25.1 is, but for display names in UTF-8. */
final class AddressParser {
    private AddressParser() {
    }

    /** Parses a name-addr, an addr-spec or {@code *}, with parameters of the header field. */
    static ServletAddress parse(String text) throws ServletParseException {
        List<String> parts = parts(text);
        return new ServletAddress(address(parts.get(0)), parameters(parts), ChangeGuard.NONE);
    }

    /** Parses any value with parameters; one that looks like an address becomes an {@link ServletAddress}. */
    static BaseParameterable parseParameterable(String text) throws ServletParseException {
        String value = withoutName(text);
        return isAddress(parts(value).get(0)) ? parse(value) : parseValue(value, ChangeGuard.NONE);
    }

    /** Parses any value with parameters, not as an address. */
    static ServletParameterable parseValue(String text, ChangeGuard guard) throws ServletParseException {
        List<String> parts = parts(text);
        if (parts.get(0).isEmpty()) {
            throw new ServletParseException("No value: " + text);
        }
        return new ServletParameterable(parts.get(0), parameters(parts), guard);
    }

    private static List<String> parts(String text) throws ServletParseException {
        if (HeaderText.hasControl(text)) {
            throw new ServletParseException("Control characters in a header field value");
        }
        return HeaderText.split(text.trim(), ';');
    }

    private static NameValueList parameters(List<String> parts) throws ServletParseException {
        return ParameterList.parse(parts.subList(1, parts.size()));
    }

    /** Without the {@code name: } that {@code SipFactory.createParameterable} also takes; in an addr-spec no white space follows the colon. */
    private static String withoutName(String text) {
        int colon = text.indexOf(": ");
        return colon > 0 && HeaderText.isToken(text.substring(0, colon).trim()) ? text.substring(colon + 1) : text;
    }

    private static boolean isAddress(String value) {
        return value.endsWith(">") || value.regionMatches(true, 0, "sip:", 0, 4) || value.regionMatches(true, 0, "sips:", 0, 5)
                || value.regionMatches(true, 0, "tel:", 0, 4);
    }

    private static AddressImpl address(String value) throws ServletParseException {
        AddressImpl address = new AddressImpl();
        int bracket = openingBracket(value);
        if (value.equals("*")) {
            address.setWildCardFlag();
        } else if (bracket < 0) {
            if (value.indexOf('?') >= 0 || value.indexOf(',') >= 0) {
                throw new ServletParseException("The URI must stand in angle brackets: " + value);
            }
            address.setURI(URIs.parse(value).unwrap());
        } else {
            if (value.indexOf('>', bracket) != value.length() - 1) {
                throw new ServletParseException("Unexpected characters after the URI: " + value);
            }
            String name = value.substring(0, bracket).trim();
            if (!name.isEmpty()) {
                address.setDisplayName(displayName(name));
            }
            address.setURI(URIs.parse(value.substring(bracket + 1, value.length() - 1).trim()).unwrap());
        }
        return address;
    }

    private static int openingBracket(String value) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String displayName(String text) throws ServletParseException {
        if (HeaderText.isQuoted(text)) {
            return text.substring(1, text.length() - 1);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!HeaderText.isTokenChar(c) && c != ' ' && c != '\t' && c < 0x80) {
                throw new ServletParseException("Not a display name: " + text);
            }
        }
        return text;
    }
}
