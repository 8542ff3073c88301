/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.as.controller.RequirementServiceBuilder;
import org.jboss.as.controller.RequirementServiceTarget;
import org.jboss.as.ee.component.ComponentRegistry;
import org.jboss.as.server.Services;
import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.web.common.WarMetaData;
import org.jboss.as.web.common.WebComponentDescription;
import org.jboss.msc.service.ServiceName;
import org.wildfly.extension.sip.service.SipServiceDescriptor;
import org.wildfly.extension.undertow.UndertowService;
import org.wildfly.extension.undertow.deployment.UndertowAttachments;
import org.wildfly.extension.undertow.deployment.UndertowDeploymentService;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/** Installs the services of a SIP application around those of its web application. */
class SipInstallProcessor implements DeploymentUnitProcessor {
    private final DeployedApplications applications;

    SipInstallProcessor(DeployedApplications applications) {
        this.applications = applications;
    }

    @Override
    public void deploy(DeploymentPhaseContext context) {
        DeploymentUnit unit = context.getDeploymentUnit();
        SipApplicationMetaData metaData = unit.getAttachment(SipAttachments.META_DATA);
        if (metaData == null) {
            return;
        }
        SipWebContext web = new SipWebContext();
        HttpActivity http = new HttpActivity();
        unit.addToAttachmentList(UndertowAttachments.UNDERTOW_SERVLET_EXTENSIONS, web);
        unit.addToAttachmentList(UndertowAttachments.UNDERTOW_OUTER_HANDLER_CHAIN_WRAPPERS, http);
        unit.addToAttachmentList(UndertowAttachments.ALLOW_REQUEST_WHEN_SUSPENDED, http.admittedWhenSuspended());
        // the web application's servlets may use the resources of the SIP application as soon as they are initialized
        unit.addToAttachmentList(Attachments.WEB_DEPENDENCIES, SipAttachments.applicationName(unit));
        unit.addToAttachmentList(Attachments.DEPLOYMENT_COMPLETE_SERVICES, SipAttachments.activationName(unit));

        RequirementServiceTarget target = context.getRequirementServiceTarget();
        this.installApplication(target, unit, metaData, web, http);
        installActivation(target, unit, isDistributable(unit, metaData), http);

        unit.getAttachment(Attachments.DEPLOYMENT_RESOURCE_SUPPORT)
                .getDeploymentSubsystemModel(SipDeploymentChain.SUBSYSTEM)
                .get(SipDeploymentChain.APPLICATION_NAME).set(metaData.name());
        unit.getAttachment(Attachments.DEPLOYMENT_RESOURCE_SUPPORT)
                .getDeploymentSubsystemModel(SipDeploymentChain.SUBSYSTEM)
                .get(SipDeploymentChain.DISTRIBUTABLE).set(isDistributable(unit, metaData));
    }

    private void installApplication(RequirementServiceTarget target, DeploymentUnit unit, SipApplicationMetaData metaData,
            SipWebContext web,
            HttpActivity http) {
        RequirementServiceBuilder<?> builder = target.addService();
        Consumer<SipApplication> provided = builder.provides(SipAttachments.applicationName(unit));
        builder.setInstance(new SipApplicationService(metaData, builder.requires(SipServiceDescriptor.CONTAINER), provided,
                this.applications, web, http)).install();
    }

    private static void installActivation(RequirementServiceTarget target, DeploymentUnit unit, boolean distributable, HttpActivity http) {
        RequirementServiceBuilder<?> builder = target.addService();
        builder.provides(SipAttachments.activationName(unit));
        Supplier<SipApplication> application = builder.requires(SipAttachments.applicationName(unit));
        Supplier<UndertowDeploymentService> web = builder.requires(UndertowService.deploymentServiceName(unit.getServiceName()));
        Supplier<ComponentRegistry> components = builder.requires(ComponentRegistry.serviceName(unit));
        Supplier<ExecutorService> executor = Services.requireServerExecutor(builder);
        Set<ServiceName> failed = unit.getAttachment(org.jboss.as.ee.component.Attachments.FAILED_COMPONENTS);
        for (ServiceName component : unit.getAttachmentList(WebComponentDescription.WEB_COMPONENTS)) {
            if (!failed.contains(component)) {
                builder.requires(component);
            }
        }
        builder.setInstance(new SipActivationService(
                new ActivationConfiguration(distributable, http, application, web, components, executor))).install();
    }

    private static boolean isDistributable(DeploymentUnit unit, SipApplicationMetaData metaData) {
        WarMetaData web = unit.getAttachment(WarMetaData.ATTACHMENT_KEY);
        return metaData.distributable() || (web != null && web.getMergedJBossWebMetaData().getDistributable() != null);
    }

    private record ActivationConfiguration(boolean isDistributable, HttpActivity http,
            Supplier<SipApplication> application,
            Supplier<UndertowDeploymentService> web, Supplier<ComponentRegistry> components, Supplier<ExecutorService> executor)
            implements
                SipActivationService.Configuration {
    }
}
