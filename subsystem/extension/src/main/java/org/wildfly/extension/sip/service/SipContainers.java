/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.sip.container.core.NodeContainer;

/** The one place that knows which class the container is. */
class SipContainers {

    private SipContainers() {
    }

    static SipContainer create(ContainerConfiguration configuration) {
        return new NodeContainer(configuration);
    }
}
