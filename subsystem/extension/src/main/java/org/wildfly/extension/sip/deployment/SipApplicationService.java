/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.msc.Service;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StartException;
import org.jboss.msc.service.StopContext;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/** Makes an application known to the container, before the web application starts. */
class SipApplicationService implements Service {
    private final SipApplicationMetaData metaData;
    private final Supplier<SipContainer> container;
    private final Consumer<SipApplication> consumer;
    private final DeployedApplications applications;
    private final SipWebContext web;
    private final HttpActivity http;

    private volatile SipApplication application;

    SipApplicationService(SipApplicationMetaData metaData, Supplier<SipContainer> container, Consumer<SipApplication> consumer,
            DeployedApplications applications, SipWebContext web, HttpActivity http) {
        this.metaData = metaData;
        this.container = container;
        this.consumer = consumer;
        this.applications = applications;
        this.web = web;
        this.http = http;
    }

    @Override
    public void start(StartContext context) throws StartException {
        try {
            this.application = this.container.get().register(this.metaData);
        } catch (SipDeploymentException e) {
            throw new StartException(e.getMessage(), e);
        }
        this.web.application(this.application);
        this.http.follow(this.application.drain(), this.container.get().drain());
        this.applications.add(this.application);
        this.consumer.accept(this.application);
    }

    @Override
    public void stop(StopContext context) {
        this.applications.remove(this.application);
        this.http.follow(null, null);
        this.web.application(null);
        // an application that was never started, too, must not keep its name
        this.application.stop();
        this.application = null;
    }
}
