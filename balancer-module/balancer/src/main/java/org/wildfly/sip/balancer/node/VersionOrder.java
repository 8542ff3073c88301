/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.util.Comparator;

/**
 * Orders versions as people read them: numbers by value, so that 1.10 comes after 1.9, and a qualified version before the one that it
 * leads to, so that 2.0 comes after 2.0-beta.
 */
final class VersionOrder implements Comparator<String> {

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int oneEnd = end(one, i);
            int otherEnd = end(other, j);
            int difference = compareParts(one.substring(i, oneEnd), other.substring(j, otherEnd));
            if (difference != 0) {
                return difference;
            }
            i = oneEnd;
            j = otherEnd;
        }
        int rest = Boolean.compare(i < one.length(), j < other.length());
        boolean qualified = rest > 0 ? one.charAt(i) == '-' : rest < 0 && other.charAt(j) == '-';
        int difference = qualified ? -rest : rest;
        return difference != 0 ? difference : one.compareTo(other);
    }

    /** Qualifiers before all else, numbers after, so that 1.0.1 comes after 1.0.Final. */
    private static int compareParts(String one, String other) {
        int byKind = Integer.compare(kind(one), kind(other));
        if (byKind != 0 || !isDigit(one.charAt(0))) {
            return byKind != 0 ? byKind : one.compareTo(other);
        }
        String oneDigits = one.replaceFirst("^0+", "");
        String otherDigits = other.replaceFirst("^0+", "");
        int byLength = Integer.compare(oneDigits.length(), otherDigits.length());
        return byLength != 0 ? byLength : oneDigits.compareTo(otherDigits);
    }

    private static int kind(String part) {
        return isDigit(part.charAt(0)) ? 2 : part.charAt(0) == '-' ? 0 : 1;
    }

    /** Where the point, or the run of digits or of other characters, ends that begins at an index. */
    private static int end(String text, int from) {
        int end = from + 1;
        while (end < text.length() && text.charAt(from) != '.' && text.charAt(end) != '.'
                && isDigit(text.charAt(end)) == isDigit(text.charAt(from))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
