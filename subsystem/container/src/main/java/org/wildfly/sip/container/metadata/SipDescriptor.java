/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;
import java.util.Map;

/**
 * What a {@code WEB-INF/sip.xml} says (JSR 289 section 19, and the SIP Servlet 1.0 DTD), not yet joined with annotations. Immutable.
 *
 * @param location the root element
 * @param metadataComplete whether annotations are ignored
 * @param applicationName {@code app-name}; null if it is missing
 * @param distributable whether {@code <distributable/>} is there
 * @param sessionTimeout minutes; null if the descriptor does not say
 * @param proxyTimeout seconds; null if the descriptor does not say
 * @param contextParameters {@code context-param}, in their order
 * @param servlets in their order
 * @param mainServlet {@code main-servlet}; null if there is none
 * @param mappings {@code servlet-mapping}, in their order
 * @param listeners {@code listener-class}, in their order, each once
 * @param constraints {@code security-constraint}, in their order
 * @param login {@code login-config}; null if there is none
 * @param roles {@code security-role}, in their order
 */
public record SipDescriptor(Location location, boolean metadataComplete, Located<String> applicationName, boolean distributable,
        Integer sessionTimeout, Integer proxyTimeout, Map<String, String> contextParameters, List<Servlet> servlets,
        Located<String> mainServlet, List<Mapping> mappings, List<String> listeners,
        List<SipSecurityMetaData.Constraint> constraints, SipSecurityMetaData.Login login, List<String> roles) {

    /**
     * A {@code servlet}.
     *
     * @param location where it stands
     * @param name its name
     * @param className its class; null if an annotation shall say
     * @param initParameters {@code init-param}, in their order
     * @param loadOnStartup null if the descriptor does not say
     * @param runAs the role of {@code run-as}; null if there is none
     * @param roleReferences {@code role-link} of {@code security-role-ref} by its {@code role-name}
     */
    public record Servlet(Location location, String name, String className, Map<String, String> initParameters, Integer loadOnStartup,
            String runAs, Map<String, String> roleReferences) {
    }

    /**
     * A {@code servlet-mapping}.
     *
     * @param location where it stands
     * @param servletName the servlet that gets the requests
     * @param pattern which requests those are
     */
    public record Mapping(Location location, String servletName, RequestPattern pattern) {
    }
}
