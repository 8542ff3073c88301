/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import jakarta.servlet.ServletContext;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import org.wildfly.sip.container.SipApplication;

/** Gives the servlet context the attributes by which servlets find the application's resources (JSR 289 section 7.1). */
class SipWebContext implements ServletExtension {
    private volatile SipApplication application;

    /** @param application null when it is gone */
    void application(SipApplication application) {
        this.application = application;
    }

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        SipApplication current = this.application;
        for (SipResource resource : SipResource.values()) {
            context.setAttribute(resource.type().getName(), resource.of(current));
        }
    }
}
