/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer;

import java.io.IOException;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What a balancer tells its operator. Numbers: 1 to 19 start and stop, 20 to 39 configuration, 40 to 59 nodes, 60 to 79 transports and
 * forwarding, 80 to 99 the heartbeat.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
public interface BalancerLogger extends BasicLogger {
    BalancerLogger LOGGER = Logger.getMessageLogger(BalancerLogger.class, "org.wildfly.sip.balancer");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "Load balancer ready: external port %d, internal port %d, heartbeat port %d")
    void ready(int externalPort, int internalPort, int heartbeatPort);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2, value = "Load balancer stopping. Nodes: %s. Calls remembered: %d. Messages: %s. Dropped: %s")
    void stopping(String nodes, int calls, String messages, String drops);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3, value = "Load balancer stopped")
    void stopped();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4, value = "Listening for %s SIP messages on %s %s:%d")
    void listening(String leg, Transport transport, String host, int port);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 5, value = "The load balancer's MBean cannot be registered")
    void noMBean(@Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 6, value = "Load balancer is told to stop: no longer ready; it goes on for %d ms at most, and stops at once if it is told again")
    void stopAnnounced(long limit);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 7, value = "The load balancer has failed and ends")
    void failed(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 8, value = "Stopping takes longer than %d s: the process ends now. It is at:%s")
    void stopsTooSlowly(long seconds, String where);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 9, value = "A part of the load balancer could not be stopped; the others are")
    void partNotStopped(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 10, value = "There is no node yet; requests are answered with a 503 until one comes")
    void noNodeYet();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20, value = "%s")
    void keyWithoutEffect(String what);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 40, value = "Node %s is %s, version %s, at %s")
    void nodeRegistered(String name, NodeState state, String version, String places);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 41, value = "Node %s is %s")
    void nodeStateChanged(String name, NodeState state);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 42, value = "Node %s is DOWN: %s")
    void nodeDown(String name, String reason);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 43, value = "Node %s has left")
    void nodeLeft(String name);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 44, value = "Node %s %s by order of the operator and is %s")
    void nodeDrainedByOperator(String name, String what, NodeState state);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 45, value = "No node is left; requests are answered with a 503 until one comes")
    void noNodeLeft();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 60, value = "A message was dropped because of a fault of the balancer (told once; all are counted as internalError)")
    void internalError(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 61, value = "Receiving on UDP port %d failed; trying again")
    void receiveFailed(int port, @Cause IOException cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 62, value = "UDP port %d has a receive buffer of %d bytes instead of %d (udpReceiveBufferSize); see net.core.rmem_max")
    void smallReceiveBuffer(int port, int actual, int wanted);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 63, value = "Unexpected failure in housekeeping; it goes on")
    void housekeepingFailed(@Cause Throwable cause);
}
