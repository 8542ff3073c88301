/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.Locale;
import java.util.function.Predicate;

import org.wildfly.sip.container.metadata.RequestVariable.Kind;

/** The conditions on one variable: equal, contains, exists, subdomain-of (JSR 289 section 16.2). */
final class VariablePatterns {
    private VariablePatterns() {
    }

    /** {@code exists}: the request has the variable. */
    static RequestPattern exists(RequestVariable variable) {
        return request -> variable.value().apply(request) != null;
    }

    /** {@code equal}: the variable has this value. */
    static RequestPattern equal(RequestVariable variable, String value, boolean ignoreCase) {
        if (variable.kind() == Kind.TELEPHONE) {
            String number = TelephoneNumber.normalize(value);
            return test(variable, actual -> TelephoneNumber.alignPlus(actual, number).equals(number));
        }
        boolean anyCase = ignoreCase || variable.kind() == Kind.HOST;
        return test(variable, anyCase ? value::equalsIgnoreCase : value::equals);
    }

    /** {@code contains}: the value is a part of the variable. */
    static RequestPattern contains(RequestVariable variable, String value, boolean ignoreCase) {
        if (variable.kind() == Kind.TELEPHONE) {
            String number = TelephoneNumber.normalize(value);
            return test(variable, actual -> actual.contains(number));
        }
        if (ignoreCase || variable.kind() == Kind.HOST) {
            String lower = lower(value);
            return test(variable, actual -> lower(actual).contains(lower));
        }
        return test(variable, actual -> actual.contains(value));
    }

    /**
     * {@code subdomain-of}: a domain name is the value or ends with it after a dot, an IP address is the value; a telephone number begins
     * with it.
     *
     * @throws IllegalArgumentException if the variable is neither a host nor a telephone number
     */
    static RequestPattern subdomainOf(RequestVariable variable, String value) {
        return switch (variable.kind()) {
            case TELEPHONE -> {
                String number = TelephoneNumber.normalize(value);
                yield test(variable, actual -> TelephoneNumber.alignPlus(actual, number).startsWith(number));
            }
            case HOST -> {
                String domain = lower(value.startsWith(".") ? value.substring(1) : value);
                boolean address = domain.isEmpty() || Character.isDigit(domain.charAt(domain.length() - 1));
                yield test(variable, actual -> lower(actual).equals(domain) || !address && lower(actual).endsWith("." + domain));
            }
            case TEXT -> throw new IllegalArgumentException("subdomain-of needs a host or tel variable, such as request.uri.host");
        };
    }

    private static RequestPattern test(RequestVariable variable, Predicate<String> condition) {
        return request -> {
            String actual = variable.value().apply(request);
            return actual != null && condition.test(actual);
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
