/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.message;

import java.util.Locale;

/**
 * A value of From, To, Contact, Route or Record-Route (RFC 3261 section 20.10): an address and the parameters of the header field.
 *
 * @param uri the address without angle brackets
 * @param parameters the header field's parameters, with their semicolons; empty if there are none
 */
public record NameAddress(String uri, String parameters) {

    /** Parses a value. */
    public static NameAddress parse(String value) {
        int open = value.indexOf('<');
        if (open >= 0) {
            int close = value.indexOf('>', open);
            if (close < 0) {
                throw new IllegalArgumentException("No > in " + value);
            }
            return new NameAddress(value.substring(open + 1, close), value.substring(close + 1).trim());
        }
        int semicolon = value.indexOf(';');
        return semicolon < 0
                ? new NameAddress(value.trim(), "")
                : new NameAddress(value.substring(0, semicolon).trim(), value.substring(semicolon));
    }

    /** A parameter of the header field; null if there is none, empty if it has no value. */
    public String parameter(String name) {
        return parameterOf(this.parameters, name);
    }

    /** A parameter after the first semicolon of a text; null if there is none, empty if it has no value. */
    public static String parameterOf(String text, String name) {
        for (int at = text.indexOf(';'); at >= 0;) {
            int end = text.indexOf(';', at + 1);
            String parameter = text.substring(at + 1, end < 0 ? text.length() : end).trim();
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals).trim();
            if (key.toLowerCase(Locale.ROOT).equals(name)) {
                return equals < 0 ? "" : parameter.substring(equals + 1).trim();
            }
            at = end;
        }
        return null;
    }
}
