/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.undertow.servlet.api.Deployment;
import org.jboss.as.ee.component.ComponentRegistry;
import org.jboss.msc.Service;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StartException;
import org.jboss.msc.service.StopContext;
import org.wildfly.extension.sip.marshalling.AttributeMarshallers;
import org.wildfly.extension.undertow.deployment.UndertowDeploymentService;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipDeploymentException;

/** Starts an application when its web application has started, and stops it before that stops. */
class SipActivationService implements Service {

    /** What it needs of the deployment and of other services. */
    interface Configuration {
        /** Whether the sessions of the application are replicated. */
        boolean isDistributable();

        /** What counts and refuses HTTP requests. */
        HttpActivity http();

        /** The registered application. */
        Supplier<SipApplication> application();

        /** The started web application. */
        Supplier<UndertowDeploymentService> web();

        /** The deployment's components. */
        Supplier<ComponentRegistry> components();

        /** Runs what may wait for the application. */
        Supplier<ExecutorService> executor();
    }

    private final Configuration configuration;
    private volatile WebApplicationDeployment deployment;

    SipActivationService(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void start(StartContext context) {
        context.asynchronous();
        this.configuration.executor().get().execute(() -> {
            try {
                this.start();
                context.complete();
            } catch (SipDeploymentException | RuntimeException | Error e) {
                this.release();
                context.failed(new StartException(e.getMessage(), e));
            }
        });
    }

    @Override
    public void stop(StopContext context) {
        context.asynchronous();
        Runnable task = () -> {
            try {
                this.configuration.application().get().stop();
            } finally {
                this.release();
                context.complete();
            }
        };
        try {
            this.configuration.executor().get().execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    private void start() throws SipDeploymentException {
        Deployment web = this.configuration.web().get().getDeployment();
        SipApplication application = this.configuration.application().get();
        this.configuration.http().attach(web);
        this.deployment = new WebApplicationDeployment(web, this.configuration.components().get(), this.configuration.isDistributable(),
                AttributeMarshallers.create(web.getDeploymentInfo().getClassLoader()), this.configuration.http());
        application.start(this.deployment);
    }

    private void release() {
        this.configuration.http().detach();
        WebApplicationDeployment stopped = this.deployment;
        this.deployment = null;
        if (stopped != null) {
            stopped.close();
        }
    }
}
