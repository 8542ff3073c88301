/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import javax.servlet.sip.SipServletRequest;

/**
 * One servlet gets every initial request.
 *
 * @param servletName the main servlet; null if the application has no servlet
 */
record MainServletSelection(String servletName) implements ServletSelection {
    @Override
    public String select(SipServletRequest request) {
        return this.servletName;
    }
}
