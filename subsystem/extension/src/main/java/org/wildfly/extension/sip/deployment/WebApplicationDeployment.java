/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.servlet.ServletContext;

import io.undertow.servlet.api.Deployment;
import io.undertow.servlet.api.ThreadSetupHandler;
import org.jboss.as.ee.component.ComponentRegistry;
import org.jboss.as.naming.ManagedReference;
import org.jboss.as.naming.ManagedReferenceFactory;
import org.wildfly.sip.container.AttributeMarshaller;
import org.wildfly.sip.container.SipApplicationDeployment;

/** Lends the container what a web application of the server has: its classes, context, components and threads' setup. */
class WebApplicationDeployment implements SipApplicationDeployment, AutoCloseable {
    private final Deployment deployment;
    private final ComponentRegistry components;
    private final boolean distributable;
    private final AttributeMarshaller marshaller;
    private final HttpActivity http;
    private final ThreadSetupHandler.Action<Object, Callable<?>> setup;
    private final Queue<ManagedReference> instances = new ConcurrentLinkedQueue<>();

    WebApplicationDeployment(Deployment deployment, ComponentRegistry components, boolean distributable, AttributeMarshaller marshaller,
            HttpActivity http) {
        this.deployment = deployment;
        this.components = components;
        this.distributable = distributable;
        this.marshaller = marshaller;
        this.http = http;
        this.setup = deployment.createThreadSetupAction((exchange, code) -> code.call());
    }

    @Override
    public ClassLoader classLoader() {
        return this.deployment.getDeploymentInfo().getClassLoader();
    }

    @Override
    public ServletContext servletContext() {
        return this.deployment.getServletContext();
    }

    @Override
    public boolean isDistributable() {
        return this.distributable;
    }

    @Override
    public <T> T newInstance(Class<T> type) throws Exception {
        ManagedReferenceFactory factory = this.components.createInstanceFactory(type);
        ManagedReference reference = (factory != null) ? factory.getReference() : null;
        if (reference == null) {
            return type.getDeclaredConstructor().newInstance();
        }
        this.instances.add(reference);
        return type.cast(reference.getInstance());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T call(Callable<T> code) throws Exception {
        return (T) this.setup.call(null, code);
    }

    @Override
    public AttributeMarshaller attributeMarshaller() {
        return this.marshaller;
    }

    @Override
    public int httpActivity() {
        return this.http.count();
    }

    @Override
    public void onHttpIdle(Runnable action) {
        this.http.onIdle(action);
    }

    /** Destroys the instances that were made, after the application has stopped. */
    @Override
    public void close() {
        for (ManagedReference instance = this.instances.poll(); instance != null; instance = this.instances.poll()) {
            instance.release();
        }
    }
}
