/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.servlet.sip.ServletParseException;

import gov.nist.core.NameValue;
import gov.nist.core.NameValueList;

/** The parameters of a header field or of a URI, as text without quotes and escapes; names are case-insensitive and keep their order. */
final class ParameterList {
    /** How parameters are written. */
    enum Style {
        /** Parameters of a header field: what is no token is quoted. */
        HEADER {
            @Override
            NameValue write(String name, String value) {
                if (!HeaderText.isToken(name) || HeaderText.hasControl(value)) {
                    throw new IllegalArgumentException("Not a parameter of a header field: " + name);
                }
                String content = HeaderText.isQuoted(value) ? HeaderText.unescapeQuoted(value.substring(1, value.length() - 1)) : value;
                if (HeaderText.isPlainParameter(value)) {
                    return new NameValue(name, value);
                }
                NameValue result = new NameValue(name, HeaderText.escapeQuoted(content));
                result.setQuotedValue();
                return result;
            }

            @Override
            String read(NameValue parameter) {
                String value = text(parameter);
                return parameter.isValueQuoted() ? HeaderText.unescapeQuoted(value) : value;
            }
        },
        /** Parameters of a URI: what cannot stand there is escaped. */
        URI {
            @Override
            NameValue write(String name, String value) {
                if (!UriEscaping.PARAMETER.isPlain(name)) {
                    throw new IllegalArgumentException("Not the name of a parameter of a URI: " + name);
                }
                return new NameValue(name, UriEscaping.PARAMETER.escape(value));
            }

            @Override
            String read(NameValue parameter) {
                return UriEscaping.unescape(text(parameter));
            }
        };

        abstract NameValue write(String name, String value);

        abstract String read(NameValue parameter);

        private static String text(NameValue parameter) {
            return parameter.getValue() == null ? "" : parameter.getValue();
        }
    }

    private final NameValueList list;
    private final Style style;

    ParameterList(NameValueList list, Style style) {
        this.list = list;
        this.style = style;
    }

    /** Parses {@code name=value} pairs that were separated by semicolons in a header field. */
    static NameValueList parse(List<String> parameters) throws ServletParseException {
        NameValueList result = new NameValueList();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals).trim();
            String value = equals < 0 ? "" : parameter.substring(equals + 1).trim();
            boolean valid = equals < 0 || HeaderText.isQuoted(value) || HeaderText.isPlainParameter(value);
            if (!HeaderText.isToken(name) || !valid || HeaderText.hasControl(value) || result.hasNameValue(name)) {
                throw new ServletParseException("Not a parameter, or one that was there before: " + parameter);
            }
            result.set(equals < 0 ? flag(name) : Style.HEADER.write(name, value));
        }
        return result;
    }

    private static NameValue flag(String name) {
        return new NameValue(name, "", true);
    }

    /** The value; an empty one for a flag; null if there is no such parameter. */
    String get(String name) {
        NameValue parameter = this.list.getNameValue(name);
        return parameter == null ? null : this.style.read(parameter);
    }

    /** @param value an empty one for a flag */
    void set(String name, String value) {
        NameValue parameter = value.isEmpty() ? this.style.write(name, "x") : this.style.write(name, value);
        this.list.set(value.isEmpty() ? flag(name) : parameter);
    }

    void remove(String name) {
        this.list.delete(name);
    }

    /** The names as they are written, of the moment. */
    List<String> names() {
        List<String> names = new ArrayList<>(this.list.size());
        for (Iterator<NameValue> parameters = this.list.iterator(); parameters.hasNext();) {
            names.add(parameters.next().getName());
        }
        return names;
    }

    /** Names and values of the moment. */
    Set<Map.Entry<String, String>> entries() {
        Set<Map.Entry<String, String>> entries = new LinkedHashSet<>();
        for (String name : this.names()) {
            entries.add(new AbstractMap.SimpleImmutableEntry<>(name, this.get(name)));
        }
        return entries;
    }

    /** Whether parameters that both have are equal without regard to case; what only one has does not count (RFC 3261 section 19.1.4). */
    boolean matches(ParameterList other) {
        return this.names().stream().allMatch(name -> other.get(name) == null || other.get(name).equalsIgnoreCase(this.get(name)));
    }

    /** Whether both have the same parameters with the same values, without regard to case and order. */
    boolean sameAs(ParameterList other) {
        return this.list.size() == other.list.size() && this.names().stream().allMatch(name -> other.get(name) != null)
                && this.matches(other);
    }
}
