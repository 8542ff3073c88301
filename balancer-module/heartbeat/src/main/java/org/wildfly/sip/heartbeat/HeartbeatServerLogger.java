/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the heartbeat tells the operator of a balancer. Numbers 80 to 99 of the balancer's.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface HeartbeatServerLogger extends BasicLogger {
    HeartbeatServerLogger LOGGER = Logger.getMessageLogger(HeartbeatServerLogger.class, "org.wildfly.sip.heartbeat");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 80, value = "Listening for heartbeats on %s, %s a shared secret, %s TLS")
    void listening(String address, String secret, String tls);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 81, value = "Heartbeat has no shared secret: only nodes on this host or in heartbeatAllowedAddresses are taken;"
            + " for others set heartbeatSecret")
    void onlyLoopback();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 82, value = "Heartbeat has no shared secret and takes nodes from any host: whoever reaches %s can take calls")
    void openToAll(String address);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 83, value = "Refused a node from %s: %s (told once per address and reason in a minute)")
    void nodeRefused(String peer, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 84, value = "There are %d heartbeat connections, too many of them or from %s; a further one from there was closed")
    void tooManyConnections(int limit, String peer);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 85, value = "Accepting a heartbeat connection failed")
    void acceptFailed(@Cause Throwable cause);
}
