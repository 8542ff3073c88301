/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.Locale;

/**
 * Telephone numbers as the mapping language compares them: without visual separators, case-insensitively (JSR 289 section 16.1, RFC 3966
 * section 3).
 */
final class TelephoneNumber {
    private TelephoneNumber() {
    }

    /** The number without visual separators, in lower case (it may have the digits A to D). */
    static String normalize(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if ("-.() ".indexOf(c) < 0) {
                digits.append(c);
            }
        }
        return digits.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * A normalized number without its {@code +} where the descriptor's number has none either: containers have differed in whether {@code
     * tel} has it, so a descriptor's plain number matches both.
     */
    static String alignPlus(String number, String pattern) {
        return number.startsWith("+") && !pattern.startsWith("+") ? number.substring(1) : number;
    }
}
