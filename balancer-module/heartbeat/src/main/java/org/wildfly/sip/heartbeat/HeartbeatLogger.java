/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the heartbeat tells an operator, on a node and on a balancer. Numbers 900 to 949.
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

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 920, value = "Heartbeat listening on %s, shared secret: %s")
    void listening(SocketAddress address, boolean secured);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 921, value = "Heartbeat has no shared secret: only nodes on this host are taken")
    void onlyLoopback();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 922, value = "Heartbeat has no shared secret and takes nodes from any host: whoever reaches %s can take calls")
    void openToAll(SocketAddress address);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 923, value = "Refused a node from %s: %s (told once per address and reason in a minute)")
    void nodeRefused(String peer, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 924, value = "There are %d heartbeat connections already; a further one from %s was closed")
    void tooManyConnections(int limit, String peer);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 925, value = "Accepting a heartbeat connection failed")
    void acceptFailed(@Cause Throwable cause);
}
