/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

/** What of JSR 289 is not there yet. */
public final class Unsupported {
    private Unsupported() {
    }

    /** Makes the exception for a feature, named as the README lists it. */
    public static UnsupportedOperationException feature(String name) {
        return new UnsupportedOperationException(name + " is not supported yet; the README lists what is");
    }
}
