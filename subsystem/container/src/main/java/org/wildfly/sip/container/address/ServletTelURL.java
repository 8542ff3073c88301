/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.util.Locale;
import java.util.Objects;

import javax.servlet.sip.TelURL;

import gov.nist.javax.sip.address.TelURLImpl;

/** A {@code tel} URI (RFC 3966). */
public final class ServletTelURL extends BaseURI implements TelURL {
    private static final String PHONE_CONTEXT = "phone-context";
    private static final String SEPARATORS = "-.()";

    private final TelURLImpl uri;

    /**
     * @param uri what to view
     * @param guard what may be changed
     */
    public ServletTelURL(TelURLImpl uri, ChangeGuard guard) {
        super(guard);
        this.uri = uri;
    }

    @Override
    public TelURLImpl unwrap() {
        return this.uri;
    }

    @Override
    ParameterList parameters() {
        return new ParameterList(this.uri.getParameters(), ParameterList.Style.URI);
    }

    @Override
    public ServletTelURL clone() {
        return new ServletTelURL((TelURLImpl) this.uri.clone(), ChangeGuard.NONE);
    }

    @Override
    public boolean isGlobal() {
        return this.uri.isGlobal();
    }

    @Override
    public String getPhoneNumber() {
        return this.uri.getPhoneNumber();
    }

    @Override
    public String getPhoneContext() {
        return this.isGlobal() ? null : this.getParameter(PHONE_CONTEXT);
    }

    @Override
    public void setPhoneNumber(String number) {
        if (!number.startsWith("+") || !isNumber(number.substring(1), "0123456789")) {
            throw new IllegalArgumentException("Not a global phone number: " + number);
        }
        this.change(ChangeGuard.Part.URI_USER, null, () -> {
            this.uri.setGlobal(true);
            this.uri.setPhoneNumber(number.substring(1));
            this.uri.removeParameter(PHONE_CONTEXT);
        });
    }

    @Override
    public void setPhoneNumber(String number, String phoneContext) {
        boolean context = phoneContext != null
                && (phoneContext.startsWith("+") ? isNumber(phoneContext.substring(1), "0123456789") : Hosts.isHost(phoneContext));
        if (!isNumber(number, "0123456789ABCDEFabcdef*#") || !context) {
            throw new IllegalArgumentException("Not a local phone number and its context: " + number + ", " + phoneContext);
        }
        this.change(ChangeGuard.Part.URI_USER, null, () -> {
            this.uri.setGlobal(false);
            this.uri.setPhoneNumber(number);
            this.uri.setParameter(PHONE_CONTEXT, phoneContext);
        });
    }

    private static boolean isNumber(String text, String digits) {
        boolean hasDigit = false;
        for (int i = 0; i < text.length(); i++) {
            boolean digit = digits.indexOf(text.charAt(i)) >= 0;
            hasDigit |= digit;
            if (!digit && SEPARATORS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return hasDigit;
    }

    /** RFC 3966 section 5: visual separators, case and the order of parameters do not count. */
    @Override
    public boolean equals(Object object) {
        if (!(object instanceof ServletTelURL)) {
            return false;
        }
        ServletTelURL other = (ServletTelURL) object;
        return this.isGlobal() == other.isGlobal() && digits(this.getPhoneNumber()).equals(digits(other.getPhoneNumber()))
                && Objects.equals(this.comparableContext(), other.comparableContext())
                && this.withoutContext().sameAs(other.withoutContext());
    }

    private String comparableContext() {
        String context = this.getParameter(PHONE_CONTEXT);
        return context == null ? null : context.startsWith("+") ? digits(context) : context.toLowerCase(Locale.ROOT);
    }

    private ParameterList withoutContext() {
        ServletTelURL copy = this.clone();
        copy.removeParameter(PHONE_CONTEXT);
        return copy.parameters();
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (SEPARATORS.indexOf(number.charAt(i)) < 0) {
                digits.append(Character.toLowerCase(number.charAt(i)));
            }
        }
        return digits.toString();
    }

    @Override
    public int hashCode() {
        return digits(this.getPhoneNumber()).hashCode();
    }
}
