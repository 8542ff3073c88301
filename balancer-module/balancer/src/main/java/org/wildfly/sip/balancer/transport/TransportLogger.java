/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What is told of connections.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface TransportLogger extends BasicLogger {
    TransportLogger LOGGER = Logger.getMessageLogger(TransportLogger.class, "org.wildfly.sip.balancer.transport");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 105, value = "Cannot connect to %s over %s: %s (more failures within %d s are counted only)")
    void cannotConnect(String address, Transport transport, String reason, long seconds);
}
