/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import org.jboss.as.server.deployment.AttachmentKey;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.msc.service.ServiceName;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/** What the processors of a SIP deployment leave for each other, and the names of its services. */
final class SipAttachments {
    /** There for a deployment that is a SIP application, and for no other. */
    static final AttachmentKey<SipApplicationMetaData> META_DATA = AttachmentKey.create(SipApplicationMetaData.class);

    private SipAttachments() {
    }

    /** The service that has registered the application with the container. */
    static ServiceName applicationName(DeploymentUnit unit) {
        return unit.getServiceName().append("sip", "application");
    }

    /** The service that has started the application. */
    static ServiceName activationName(DeploymentUnit unit) {
        return unit.getServiceName().append("sip", "activation");
    }
}
