/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;

import javax.servlet.sip.SipServletRequest;

/**
 * The first mapping whose pattern matches names the servlet.
 *
 * @param mappings in the order of the descriptor
 */
record MappedServletSelection(List<SipDescriptor.Mapping> mappings) implements ServletSelection {
    @Override
    public String select(SipServletRequest request) {
        for (SipDescriptor.Mapping mapping : this.mappings) {
            if (mapping.pattern().matches(request)) {
                return mapping.servletName();
            }
        }
        return null;
    }
}
