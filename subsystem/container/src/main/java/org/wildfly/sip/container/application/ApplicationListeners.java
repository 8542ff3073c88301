/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.util.ArrayList;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.servlet.Servlet;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.SipApplicationDeployment;
import org.wildfly.sip.container.session.Listeners;

/** The listeners of an application, one instance a class; a class that is a servlet as well has the servlet's instance (JSR 289 section 12). */
final class ApplicationListeners implements Listeners {
    private final String application;
    private final SipApplicationDeployment deployment;
    private final Map<String, EventListener> instances = new LinkedHashMap<>();

    ApplicationListeners(String application, SipApplicationDeployment deployment) {
        this.application = application;
        this.deployment = deployment;
    }

    /** Adds a listener class. */
    void add(String className, Map<String, Servlet> servletsByClass) throws Exception {
        Object instance = servletsByClass.get(className);
        if (instance == null) {
            instance = this.deployment.newInstance(this.deployment.classLoader().loadClass(className));
        }
        if (!(instance instanceof EventListener listener)) {
            throw new ClassCastException("listener class " + className + " is no java.util.EventListener");
        }
        this.instances.put(className, listener);
    }

    @Override
    public <L extends EventListener> void each(Class<L> type, Consumer<L> call) {
        for (L listener : this.of(type)) {
            try {
                this.deployment.call(() -> {
                    call.accept(listener);
                    return null;
                });
            } catch (Exception failure) {
                ContainerLogger.LOGGER.applicationFailed(this.application, listener.getClass().getName(), failure);
            }
        }
    }

    @Override
    public boolean has(Class<? extends EventListener> type) {
        return !this.of(type).isEmpty();
    }

    private <L> List<L> of(Class<L> type) {
        List<L> result = new ArrayList<>(1);
        for (EventListener listener : this.instances.values()) {
            if (type.isInstance(listener)) {
                result.add(type.cast(listener));
            }
        }
        return result;
    }
}
