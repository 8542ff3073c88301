/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.util.Collections;
import java.util.Enumeration;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;

/** A servlet of an application: made once, initialized once before its first message, destroyed once. */
final class ServletHolder implements ServletConfig {
    private final SipServletMetaData metaData;
    private final ServletContext context;
    private final Servlet servlet;
    private boolean initialized;

    ServletHolder(SipServletMetaData metaData, ServletContext context, Servlet servlet) {
        this.metaData = metaData;
        this.context = context;
        this.servlet = servlet;
    }

    /** The instance. */
    Servlet servlet() {
        return this.servlet;
    }

    /** See {@link SipServletMetaData#loadOnStartup()}. */
    int loadOnStartup() {
        return this.metaData.loadOnStartup();
    }

    /**
     * Initializes the servlet if that was not done yet.
     *
     * @return whether it was done by this call
     */
    synchronized boolean initialize() throws ServletException {
        if (this.initialized) {
            return false;
        }
        this.servlet.init(this);
        this.initialized = true;
        return true;
    }

    synchronized void destroy() {
        if (this.initialized) {
            this.initialized = false;
            this.servlet.destroy();
        }
    }

    @Override
    public String getServletName() {
        return this.metaData.name();
    }

    @Override
    public ServletContext getServletContext() {
        return this.context;
    }

    @Override
    public String getInitParameter(String name) {
        return this.metaData.initParameters().get(name);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(this.metaData.initParameters().keySet());
    }
}
