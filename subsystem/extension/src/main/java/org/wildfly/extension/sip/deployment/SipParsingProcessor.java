/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import org.jboss.as.ee.structure.DeploymentType;
import org.jboss.as.ee.structure.DeploymentTypeMarker;
import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.DeploymentUnitProcessingException;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.server.deployment.annotation.CompositeIndex;
import org.jboss.vfs.VirtualFile;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/** Reads {@code WEB-INF/sip.xml} and the SIP annotations of a web application. */
class SipParsingProcessor implements DeploymentUnitProcessor {
    private static final String DESCRIPTOR = "WEB-INF/sip.xml";

    @Override
    public void deploy(DeploymentPhaseContext context) throws DeploymentUnitProcessingException {
        DeploymentUnit unit = context.getDeploymentUnit();
        CompositeIndex index = unit.getAttachment(Attachments.COMPOSITE_ANNOTATION_INDEX);
        if (!DeploymentTypeMarker.isType(DeploymentType.WAR, unit) || index == null) {
            return;
        }
        VirtualFile descriptor = unit.getAttachment(Attachments.DEPLOYMENT_ROOT).getRoot().getChild(DESCRIPTOR);
        try {
            SipApplicationMetaData metaData = SipMetaDataReader.read(descriptor.exists() ? descriptor : null, DESCRIPTOR, index);
            if (metaData != null) {
                unit.putAttachment(SipAttachments.META_DATA, metaData);
            }
        } catch (SipDeploymentException e) {
            throw SipExtensionLogger.LOGGER.cannotDeploy(unit.getName(), e.getMessage());
        }
    }

    @Override
    public void undeploy(DeploymentUnit unit) {
        unit.removeAttachment(SipAttachments.META_DATA);
    }
}
