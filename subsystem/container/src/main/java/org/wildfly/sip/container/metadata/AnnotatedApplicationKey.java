/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * A method with {@code @SipApplicationKey} (JSR 289 section 18.2.5). Whether it is public, static and of the right signature is found out
 * when the class is loaded.
 *
 * @param className the class that declares it
 * @param methodName the method
 * @param applicationName its {@code applicationName}; empty if there is none
 */
public record AnnotatedApplicationKey(String className, String methodName, String applicationName) {
    /** A key of whatever application it is found in. */
    public AnnotatedApplicationKey(String className, String methodName) {
        this(className, methodName, "");
    }
}
