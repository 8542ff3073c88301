/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.List;

import org.jboss.as.ee.component.Attachments;
import org.jboss.as.ee.component.BindingConfiguration;
import org.jboss.as.ee.component.EEModuleDescription;
import org.jboss.as.ee.component.InjectionSource;
import org.jboss.as.ee.component.deployers.EEResourceReferenceProcessor;
import org.jboss.as.ee.component.deployers.EEResourceReferenceProcessorRegistry;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/** Binds an application's {@code SipFactory}, {@code TimerService} and {@code SipSessionsUtil}, and resolves {@code @Resource} by their types. */
class SipResourceProcessor implements DeploymentUnitProcessor {
    private static final List<String> ROOTS = List.of("java:comp/env", "java:app");

    @Override
    public void deploy(DeploymentPhaseContext context) {
        DeploymentUnit unit = context.getDeploymentUnit();
        SipApplicationMetaData metaData = unit.getAttachment(SipAttachments.META_DATA);
        if (metaData == null) {
            return;
        }
        EEModuleDescription module = unit.getAttachment(Attachments.EE_MODULE_DESCRIPTION);
        EEResourceReferenceProcessorRegistry registry = unit.getAttachment(Attachments.RESOURCE_REFERENCE_PROCESSOR_REGISTRY);
        for (SipResource resource : SipResource.values()) {
            InjectionSource source = new SipResourceInjectionSource(resource, SipAttachments.applicationName(unit));
            registry.registerResourceReferenceProcessor(new Reference(resource.type().getName(), source));
            for (String root : ROOTS) {
                module.getBindingConfigurations().add(new BindingConfiguration(resource.jndiName(root, metaData.name()), source));
            }
        }
    }

    private record Reference(String type, InjectionSource source) implements EEResourceReferenceProcessor {

        @Override
        public String getResourceReferenceType() {
            return this.type;
        }

        @Override
        public InjectionSource getResourceReferenceBindingSource() {
            return this.source;
        }
    }
}
