/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

/** What an application is told that uses a feature of JSR 289 which the container does not have yet. */
public final class UnsupportedFeature {
    private UnsupportedFeature() {
    }

    /** @param name the feature's name, such as "proxy" */
    public static UnsupportedOperationException named(String name) {
        return new UnsupportedOperationException("SIP feature " + name + " is not supported yet");
    }
}
