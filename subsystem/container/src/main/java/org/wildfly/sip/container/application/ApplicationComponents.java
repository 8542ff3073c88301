/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletContextEvent;
import javax.servlet.sip.SipServletListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

import jakarta.servlet.Servlet;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.SipApplicationDeployment;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;
import org.wildfly.sip.container.session.Listeners;

/** The servlets and listeners of a running application: made once, initialized, called and destroyed. Safe for use by many threads. */
final class ApplicationComponents {
    private final SipApplicationMetaData metaData;
    private final SipApplicationDeployment deployment;
    private final Map<String, ServletHolder> servlets = new ConcurrentHashMap<>();
    private final ApplicationListeners listeners;

    private ApplicationComponents(SipApplicationMetaData metaData, SipApplicationDeployment deployment) {
        this.metaData = metaData;
        this.deployment = deployment;
        this.listeners = new ApplicationListeners(metaData.name(), deployment);
    }

    /** Makes instances of all classes; no servlet is initialized yet. @throws SipDeploymentException that names the class that cannot be used */
    static ApplicationComponents create(SipApplicationMetaData metaData, SipApplicationDeployment deployment)
            throws SipDeploymentException {
        ApplicationComponents made = new ApplicationComponents(metaData, deployment);
        Map<String, Servlet> byClass = new HashMap<>();
        for (SipServletMetaData servlet : metaData.servlets()) {
            made.attempt("servlet class " + servlet.className(), () -> {
                ServletHolder holder = new ServletHolder(servlet, deployment.servletContext(), made.newServlet(servlet.className()));
                made.servlets.put(servlet.name(), holder);
                byClass.put(servlet.className(), holder.servlet());
            });
        }
        for (String listener : metaData.listeners()) {
            made.attempt("listener class " + listener, () -> made.listeners.add(listener, byClass));
        }
        return made;
    }

    private Servlet newServlet(String className) throws Exception {
        Object instance = this.deployment.newInstance(this.deployment.classLoader().loadClass(className));
        if (instance instanceof SipServlet servlet) {
            return servlet;
        }
        throw new ClassCastException(className + " is no javax.servlet.sip.SipServlet");
    }

    /** Initializes the servlets that want it at the start, in their order. @throws SipDeploymentException that names the servlet that cannot be */
    void initialize() throws SipDeploymentException {
        List<ServletHolder> eager = new ArrayList<>(this.servlets.values());
        eager.removeIf(holder -> holder.loadOnStartup() < 0);
        eager.sort(Comparator.comparingInt(ServletHolder::loadOnStartup));
        for (ServletHolder holder : eager) {
            this.attempt("initialization of servlet " + holder.getServletName(), () -> this.initialize(holder));
        }
    }

    private void initialize(ServletHolder holder) throws Exception {
        if (this.deployment.call(holder::initialize)) {
            SipServletContextEvent event = new SipServletContextEvent(this.deployment.servletContext(), (SipServlet) holder.servlet());
            this.listeners.each(SipServletListener.class, listener -> listener.servletInitialized(event));
        }
    }

    /** A step of the start. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private void attempt(String name, Step step) throws SipDeploymentException {
        try {
            step.run();
        } catch (Exception | LinkageError failure) {
            throw new SipDeploymentException("application " + this.metaData.name() + " cannot be started: " + name + ": " + failure,
                    failure);
        }
    }

    /** See {@link org.wildfly.sip.container.session.ApplicationContext#service(String, SipServletRequest, SipServletResponse)}. */
    boolean service(String name, SipServletRequest request, SipServletResponse response) {
        ServletHolder holder = this.servlets.get(name);
        try {
            if (holder == null) {
                throw new IllegalStateException("the application has no servlet " + name);
            }
            this.initialize(holder);
            this.deployment.call(() -> {
                holder.servlet().service(request, response);
                return null;
            });
            return true;
        } catch (Exception | LinkageError failure) {
            ContainerLogger.LOGGER.applicationFailed(this.metaData.name(), "servlet " + name, failure);
            return false;
        }
    }

    boolean hasServlet(String name) {
        return this.servlets.containsKey(name);
    }

    Listeners listeners() {
        return this.listeners;
    }

    /** Destroys the servlets that were initialized. */
    void destroy() {
        for (ServletHolder holder : this.servlets.values()) {
            try {
                this.deployment.call(() -> {
                    holder.destroy();
                    return null;
                });
            } catch (Exception failure) {
                ContainerLogger.LOGGER.applicationFailed(this.metaData.name(), "destroy of servlet " + holder.getServletName(), failure);
            }
        }
        this.servlets.clear();
    }
}
