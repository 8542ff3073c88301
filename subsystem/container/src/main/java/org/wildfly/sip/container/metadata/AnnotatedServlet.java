/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * A class with {@code @SipServlet} (JSR 289 section 18.2.1).
 *
 * @param className the class
 * @param name its {@code name}; empty for the class's simple name
 * @param applicationName its {@code applicationName}; empty if there is none
 * @param loadOnStartup its {@code loadOnStartup}, the annotation's default -1 included
 */
public record AnnotatedServlet(String className, String name, String applicationName, int loadOnStartup) {
    /** The servlet's name: {@link #name()}, or else the simple name of the class. */
    String effectiveName() {
        return this.name.isEmpty()
                ? this.className.substring(Math.max(this.className.lastIndexOf('.'), this.className.lastIndexOf('$')) + 1)
                : this.name;
    }
}
