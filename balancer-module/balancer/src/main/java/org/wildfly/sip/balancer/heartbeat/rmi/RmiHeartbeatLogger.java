/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.rmi;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the RMI heartbeat tells the operator. Numbers 168 to 169.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface RmiHeartbeatLogger extends BasicLogger {
    RmiHeartbeatLogger LOGGER = Logger.getMessageLogger(RmiHeartbeatLogger.class, "org.wildfly.sip.balancer.heartbeat.rmi");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 168, value = "Listening for RMI heartbeats on %s:%d; they have no secret, heartbeatAllowedAddresses says who is taken")
    void listening(String host, int port);
}
