/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.Servlet;

import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/**
 * An application of one servlet, which gets all initial requests.
 *
 * @param distributable whether its sessions are replicated
 * @param keyMethod the method of the servlet's class that gives the application key; null for none
 */
record TestApplication(String name, Servlet servlet, List<Class<?>> listeners, boolean distributable, String keyMethod) {
    TestApplication(String name, Servlet servlet, Class<?>... listeners) {
        this(name, servlet, List.of(listeners), true, null);
    }

    TestApplication keyedBy(String method) {
        return new TestApplication(this.name, this.servlet, this.listeners, this.distributable, method);
    }

    TestApplication local() {
        return new TestApplication(this.name, this.servlet, this.listeners, false, this.keyMethod);
    }

    SipApplicationMetaData metaData() {
        return new SipApplicationMetaData(this.name, this.distributable, SipApplicationMetaData.DEFAULT_SESSION_TIMEOUT, 180, Map.of(),
                List.of(new SipApplicationMetaData.SipServletMetaData("main", this.servlet.getClass().getName(), Map.of(), 1)),
                request -> "main",
                Stream.concat(Stream.of(this.servlet.getClass()).filter(java.util.EventListener.class::isAssignableFrom),
                        this.listeners.stream()).map(Class::getName).toList(),
                this.keyMethod == null ? null : this.servlet.getClass().getName(), this.keyMethod);
    }
}
