/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jboss.as.ee.component.Attachments;
import org.jboss.as.ee.component.ComponentDescription;
import org.jboss.as.ee.component.EEApplicationClasses;
import org.jboss.as.ee.component.EEModuleDescription;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.web.common.WebComponentDescription;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/** Makes components of SIP servlets and listeners, so that resources are injected into them, and their life cycle methods called. */
class SipComponentProcessor implements DeploymentUnitProcessor {

    @Override
    public void deploy(DeploymentPhaseContext context) {
        DeploymentUnit unit = context.getDeploymentUnit();
        SipApplicationMetaData metaData = unit.getAttachment(SipAttachments.META_DATA);
        EEModuleDescription module = unit.getAttachment(Attachments.EE_MODULE_DESCRIPTION);
        if (metaData == null || module == null) {
            return;
        }
        EEApplicationClasses classes = unit.getAttachment(Attachments.EE_APPLICATION_CLASSES_DESCRIPTION);
        Set<String> names = componentClasses(metaData);
        module.getComponentDescriptions().stream().map(ComponentDescription::getComponentClassName).forEach(names::remove);
        for (String name : names) {
            ComponentDescription description = new WebComponentDescription(name, name, module, unit.getServiceName(), classes);
            module.addComponent(description);
            unit.addToAttachmentList(WebComponentDescription.WEB_COMPONENTS, description.getStartServiceName());
        }
    }

    private static Set<String> componentClasses(SipApplicationMetaData metaData) {
        Set<String> names = new LinkedHashSet<>(metaData.listeners());
        metaData.servlets().forEach(servlet -> names.add(servlet.className()));
        return names;
    }
}
