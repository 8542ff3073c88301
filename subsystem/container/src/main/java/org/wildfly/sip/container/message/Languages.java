/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import gov.nist.javax.sip.header.AcceptLanguage;
import gov.nist.javax.sip.header.SIPHeader;

/** The locales in Accept-Language and Content-Language. */
final class Languages {
    private static final String ACCEPT_LANGUAGE = "Accept-Language";
    private static final String CONTENT_LANGUAGE = "Content-Language";

    private final HeaderFields fields;

    Languages(HeaderFields fields) {
        this.fields = fields;
    }

    private record Range(Locale locale, float q) {
    }

    /** The acceptable locales, the preferred one first; the server's own one if the message does not say. */
    List<Locale> acceptable() {
        List<Locale> locales = this.ranges().stream().sorted(Comparator.comparing(Range::q).reversed()).map(Range::locale).toList();
        return locales.isEmpty() ? List.of(Locale.getDefault()) : locales;
    }

    private List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (SIPHeader header : this.fields.find(ACCEPT_LANGUAGE)) {
            AcceptLanguage language = (AcceptLanguage) header;
            Locale locale = locale(language.getLanguageRange());
            float q = language.hasQValue() ? q(language.getParameter("q")) : 1;
            if (locale != null && q > 0) {
                ranges.add(new Range(locale, q));
            }
        }
        return ranges;
    }

    /** @param locale null to remove all */
    void setAcceptable(Locale locale) {
        this.fields.set(ACCEPT_LANGUAGE, locale == null ? List.of() : List.of(locale.toLanguageTag()));
    }

    /** Adds a locale that is preferred less than those that are there. */
    void addAcceptable(Locale locale) {
        List<Range> ranges = this.ranges();
        String tag = locale.toLanguageTag();
        if (ranges.isEmpty()) {
            this.setAcceptable(locale);
        } else {
            double least = ranges.stream().mapToDouble(Range::q).min().orElse(1);
            double q = Math.max(0.001, least > 0.1 ? least - 0.1 : least / 2);
            this.fields.add(ACCEPT_LANGUAGE, tag + ";q=" + Math.round(q * 1000) / 1000.0, false);
        }
    }

    /** The locale of the body; null if the message does not say. */
    Locale content() {
        List<String> values = this.fields.values(CONTENT_LANGUAGE);
        return values.isEmpty() ? null : locale(values.get(0));
    }

    void setContent(Locale locale) {
        this.fields.set(CONTENT_LANGUAGE, locale == null ? List.of() : List.of(locale.toLanguageTag()));
    }

    private static Locale locale(String tag) {
        if (tag == null || tag.isBlank() || tag.trim().equals("*")) {
            return null;
        }
        return Locale.forLanguageTag(tag.trim());
    }

    private static float q(String value) {
        try {
            return Float.parseFloat(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
