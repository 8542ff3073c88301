/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.Collection;
import java.util.Locale;

/**
 * Finds the name that somebody meant who has written it with other capitals, or with a letter too many, too few, another or two swapped.
 */
final class NearName {
    /** Longer names may have more mistakes: one for each of so many letters, but not more than three. */
    private static final int LETTERS = 5;
    private static final int MOST = 3;
    /** No key is longer; what is, is not compared. */
    private static final int LONGEST = 100;

    private NearName() {
    }

    /** The nearest of some names, or null if none is near. */
    static String of(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return null;
        }
        String text = written.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Math.min(MOST, text.length() / LETTERS) + 1;
        for (String name : names) {
            int distance = distance(text, name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** How many letters have to be added, removed, replaced or swapped with their neighbours to make one text of the other. */
    private static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()];
    }
}
