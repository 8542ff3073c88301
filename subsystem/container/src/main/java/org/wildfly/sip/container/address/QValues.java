/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Values of {@code q} parameters: 0 to 1 with at most three decimals (RFC 3261 section 25.1). */
final class QValues {
    private QValues() {
    }

    /** @return the value; -1 if the text is none */
    static float parse(String text) {
        try {
            float value = Float.parseFloat(text);
            return value >= 0 && value <= 1 ? value : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** @throws IllegalArgumentException if the value is not between 0 and 1 */
    static String format(float value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Not a q value: " + value);
        }
        BigDecimal rounded = new BigDecimal(Float.toString(value)).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 1 ? rounded.setScale(1).toPlainString() : rounded.toPlainString();
    }
}
