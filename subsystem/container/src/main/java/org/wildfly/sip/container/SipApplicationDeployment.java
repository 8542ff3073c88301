/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.util.concurrent.Callable;

import jakarta.servlet.ServletContext;

/** What a server lends to an application of the container. */
public interface SipApplicationDeployment {
    /** The application's classes. */
    ClassLoader classLoader();

    /** The servlet context that the application's SIP and HTTP servlets share (JSR 289 section 3.3). */
    ServletContext servletContext();

    /**
     * Whether its sessions are replicated: {@code <distributable/>} in {@code sip.xml} or {@code web.xml}, or
     * {@code @SipApplication(distributable=true)}.
     */
    boolean isDistributable();

    /**
     * Makes an instance of a servlet or listener with its resources injected.
     *
     * @throws Exception if the class cannot be instantiated or injected
     */
    <T> T newInstance(Class<T> type) throws Exception;

    /** Runs application code with the application's class loader and naming context on the calling thread. */
    <T> T call(Callable<T> code) throws Exception;

    /** Turns attributes into bytes and back. */
    AttributeMarshaller attributeMarshaller();

    /** The number of HTTP sessions and running HTTP requests of a converged application; 0 without HTTP. */
    int httpActivity();

    /**
     * Has an action run whenever {@link #httpActivity()} may have become zero, so that a drain need not poll.
     *
     * @param action does not block; null to remove it
     */
    void onHttpIdle(Runnable action);
}
