/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.concurrent.ThreadLocalRandom;

/** Tags and Call-IDs. */
final class Identifiers {
    private Identifiers() {
    }

    static String next() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
