/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import javax.servlet.sip.SipServletRequest;

/**
 * A condition on a request: a {@code pattern} of a {@code servlet-mapping}, or a part of one (JSR 289 section 16.2). Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface RequestPattern {
    /** Whether a request fulfils the condition. */
    boolean matches(SipServletRequest request);
}
