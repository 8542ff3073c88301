/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import javax.servlet.sip.SipServletRequest;

/** Which servlet of an application gets an initial request: the main one, or by {@code servlet-mapping} (JSR 289 sections 16, 19.2). */
@FunctionalInterface
public interface ServletSelection {
    /**
     * Chooses the servlet.
     *
     * @param request an initial request
     * @return the name of the servlet; null if no mapping matches
     */
    String select(SipServletRequest request);
}
