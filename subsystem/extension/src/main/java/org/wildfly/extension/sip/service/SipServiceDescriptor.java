/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import org.wildfly.service.descriptor.NullaryServiceDescriptor;
import org.wildfly.service.descriptor.UnaryServiceDescriptor;
import org.wildfly.sip.container.SipContainer;

/** Describes the services of the sip subsystem. */
public interface SipServiceDescriptor {
    /** The SIP Servlet container of this server; it is started, and is not open before the server takes requests. */
    NullaryServiceDescriptor<SipContainer> CONTAINER = NullaryServiceDescriptor.of("org.wildfly.sip.container", SipContainer.class);

    /** A bound connector, by its name. */
    UnaryServiceDescriptor<SipContainer.Connector> CONNECTOR = UnaryServiceDescriptor.of("org.wildfly.sip.connector",
            SipContainer.Connector.class);

    /** A balancer, by its name. Has no service of its own, the container keeps the connection. */
    UnaryServiceDescriptor<Void> BALANCER = UnaryServiceDescriptor.of("org.wildfly.sip.balancer", Void.class);
}
