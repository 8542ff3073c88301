/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.server.deployment.module.ModuleDependency;
import org.jboss.modules.Module;

/** Lets a SIP application see the SIP Servlet API. */
class SipDependencyProcessor implements DeploymentUnitProcessor {
    private static final String API = "javax.servlet.sip.api";

    @Override
    public void deploy(DeploymentPhaseContext context) {
        DeploymentUnit unit = context.getDeploymentUnit();
        if (unit.hasAttachment(SipAttachments.META_DATA)) {
            unit.getAttachment(Attachments.MODULE_SPECIFICATION).addSystemDependency(
                    ModuleDependency.Builder.of(Module.getBootModuleLoader(), API).setImportServices(true).build());
        }
    }
}
