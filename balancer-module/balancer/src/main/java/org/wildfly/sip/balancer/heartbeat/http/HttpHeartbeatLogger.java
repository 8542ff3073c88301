/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the HTTP heartbeat tells the operator. Numbers 165 to 167.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface HttpHeartbeatLogger extends BasicLogger {
    HttpHeartbeatLogger LOGGER = Logger.getMessageLogger(HttpHeartbeatLogger.class, "org.wildfly.sip.balancer.heartbeat.http");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 165, value = "Listening for HTTP heartbeats on %s:%d; they have no secret, heartbeatAllowedAddresses says who is taken")
    void listening(String host, int port);
}
