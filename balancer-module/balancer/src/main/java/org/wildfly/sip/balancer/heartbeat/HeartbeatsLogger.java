/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the announcements of nodes tell the operator. Numbers 160 to 179.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
public interface HeartbeatsLogger extends BasicLogger {
    HeartbeatsLogger LOGGER = Logger.getMessageLogger(HeartbeatsLogger.class, "org.wildfly.sip.balancer.heartbeat");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 160, value = "Refused a node that was announced by %s from %s: %s (told once per address and reason in a minute)")
    void refused(Source source, String peer, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 162, value = "What has gone to the node with jvmRoute %s goes to that with jvmRoute %s from now on")
    void switchover(String fromJvmRoute, String toJvmRoute);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 161, value = "Unexpected failure while looking for silent nodes; it goes on")
    void sweepFailed(@Cause Throwable cause);
}
