/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * The API's package stays {@code javax.servlet.sip}, but the usual tools that turn an old application into a Jakarta one replace the
 * prefix {@code javax.servlet} in the text of descriptors. This gives such a name its meaning back.
 */
public final class JakartaNames {
    private static final String TRANSFORMED = "jakarta.servlet.sip.";
    private static final String ORIGINAL = "javax.servlet.sip.";

    private JakartaNames() {
    }

    /**
     * The API's own name of a class or attribute.
     *
     * @param name any name, for instance {@code jakarta.servlet.sip.SipFactory}; null is allowed
     * @return {@code javax.servlet.sip.SipFactory} in this example; every other name as it is; null for null
     */
    public static String original(String name) {
        return name != null && name.startsWith(TRANSFORMED) ? ORIGINAL + name.substring(TRANSFORMED.length()) : name;
    }
}
