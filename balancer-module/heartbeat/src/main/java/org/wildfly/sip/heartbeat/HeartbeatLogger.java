/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.time.Duration;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the heartbeat tells the operator of a node. Numbers 900 to 919.
 */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
interface HeartbeatLogger extends BasicLogger {
    HeartbeatLogger LOGGER = Logger.getMessageLogger(HeartbeatLogger.class, "org.wildfly.sip.heartbeat");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 900, value = "Registered with SIP balancer %s at %s")
    void registered(String balancer, InetSocketAddress address);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 901, value = "SIP balancer %s at %s is gone: %s")
    void balancerGone(String balancer, InetSocketAddress address, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 902, value = "SIP balancer at %s cannot be reached (%s); trying again every %s")
    void balancerUnreachable(InetSocketAddress address, String reason, Duration delay);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 903, value = "SIP balancer at %s does not take this node: %s")
    void refused(InetSocketAddress address, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 904, value = "Unexpected failure in the heartbeat; it goes on")
    void unexpected(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 905, value = "Waiting for heartbeat connections failed; trying again")
    void selectorFailed(@Cause Throwable cause);
}
