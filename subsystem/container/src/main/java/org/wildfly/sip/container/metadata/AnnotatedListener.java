/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * A class with {@code @SipListener} (JSR 289 section 18.2.3).
 *
 * @param className the class
 * @param applicationName its {@code applicationName}; empty if there is none
 */
public record AnnotatedListener(String className, String applicationName) {
}
