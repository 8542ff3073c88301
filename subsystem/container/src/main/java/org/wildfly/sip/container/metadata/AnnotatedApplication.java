/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * A {@code @SipApplication} of a package (JSR 289 section 18.2.2).
 *
 * @param packageName the annotated package
 * @param name its {@code name}; empty for the name of the package
 * @param distributable its {@code distributable}
 * @param proxyTimeout its {@code proxyTimeout} in seconds, the annotation's default included
 * @param sessionTimeout its {@code sessionTimeout} in minutes, the annotation's default included
 * @param mainServlet its {@code mainServlet}; empty if there is none
 */
public record AnnotatedApplication(String packageName, String name, boolean distributable, int proxyTimeout, int sessionTimeout,
        String mainServlet) {
    /** The application's name: {@link #name()}, or else that of the package. */
    String effectiveName() {
        return this.name.isEmpty() ? this.packageName : this.name;
    }
}
