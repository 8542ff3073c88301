/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.List;
import java.util.Map;

/**
 * What {@code sip.xml} and the annotations say of an application, merged and checked (JSR 289 sections 18 and 19). Immutable; class names,
 * not classes, so that it can be made before the application's class loader exists.
 *
 * @param name the application's name
 * @param distributable whether {@code <distributable/>} or {@code @SipApplication(distributable=true)} is there
 * @param sessionTimeout minutes of inactivity until an application session expires; 0 or negative for never
 * @param proxyTimeout seconds
 * @param contextParameters {@code context-param}
 * @param servlets in the order of the descriptor, then those of annotations only
 * @param selection which servlet gets an initial request
 * @param listeners class names of listeners, each once
 * @param applicationKeyClass the class that has a {@code @SipApplicationKey} method; null if there is none
 * @param applicationKeyMethod the name of that method; null if there is none
 * @param security what the application demands of who sends requests to it
 */
public record SipApplicationMetaData(String name, boolean distributable, int sessionTimeout, int proxyTimeout,
        Map<String, String> contextParameters, List<SipServletMetaData> servlets, ServletSelection selection, List<String> listeners,
        String applicationKeyClass, String applicationKeyMethod, SipSecurityMetaData security) {

    /** JSR 289 section 6.1.2: three minutes if the application does not say otherwise. */
    public static final int DEFAULT_SESSION_TIMEOUT = 3;

    /** An application that demands nothing of who sends requests to it. */
    public SipApplicationMetaData(String name, boolean distributable, int sessionTimeout, int proxyTimeout,
            Map<String, String> contextParameters, List<SipServletMetaData> servlets, ServletSelection selection, List<String> listeners,
            String applicationKeyClass, String applicationKeyMethod) {
        this(name, distributable, sessionTimeout, proxyTimeout, contextParameters, servlets, selection, listeners, applicationKeyClass,
                applicationKeyMethod, SipSecurityMetaData.NONE);
    }

    /**
     * A servlet.
     *
     * @param name its {@code servlet-name}
     * @param className its class
     * @param initParameters {@code init-param}
     * @param loadOnStartup its place in the order of initialization; negative to be initialized at the first request
     */
    public record SipServletMetaData(String name, String className, Map<String, String> initParameters, int loadOnStartup) {
    }
}
