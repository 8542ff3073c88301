/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the container says in the server's log. */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
public interface ContainerLogger extends BasicLogger {
    /** The container's category. */
    ContainerLogger LOGGER = Logger.getMessageLogger(MethodHandles.lookup(), ContainerLogger.class, "org.wildfly.sip.container");

    @LogMessage(level = INFO)
    @Message(id = 100, value = "SIP connector %s listens on %s:%d (%s)")
    void connectorOpened(String name, String host, int port, String transport);

    @LogMessage(level = INFO)
    @Message(id = 101, value = "SIP application %s is ready")
    void applicationStarted(String name);

    @LogMessage(level = INFO)
    @Message(id = 102, value = "SIP application %s is stopped")
    void applicationStopped(String name);

    @LogMessage(level = INFO)
    @Message(id = 103, value = "Drain of %s begins: %d sessions, time to wait %d ms")
    void drainStarted(String what, int remaining, long timeToWait);

    @LogMessage(level = INFO)
    @Message(id = 104, value = "Drain of %s is complete after %d ms: no session is left")
    void drainCompleted(String what, long duration);

    @LogMessage(level = WARN)
    @Message(id = 105, value = "Drain of %s ends after %d ms: time is up, %d sessions are left")
    void drainTimedOut(String what, long duration, int remaining);

    @LogMessage(level = INFO)
    @Message(id = 106, value = "Drain of %s is cancelled: new dialogs are taken again")
    void drainCancelled(String what);

    @LogMessage(level = INFO)
    @Message(id = 107, value = "Balancer %s is connected")
    void balancerConnected(String id);

    @LogMessage(level = WARN)
    @Message(id = 108, value = "Balancer %s is lost")
    void balancerLost(String id);

    @LogMessage(level = INFO)
    @Message(id = 109, value = "Node %s has left: %d of its sessions have something to do and are taken over as it falls due")
    void nodeLeft(String node, int sessions);

    @LogMessage(level = WARN)
    @Message(id = 110, value = "Attribute %s of a session of another node cannot be read here")
    void attributeNotReadable(String name, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 111, value = "Attribute %s cannot be replicated and is left behind if this node fails")
    void attributeNotReplicated(String name, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 112, value = "Application %s failed in %s")
    void applicationFailed(String application, String where, @Cause Throwable cause);

    @LogMessage(level = ERROR)
    @Message(id = 113, value = "Work on a SIP session failed")
    void workFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 114, value = "Session %s cannot be taken over from another node")
    void takeoverFailed(String session, @Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 116, value = "A message to %s cannot be sent: %s")
    void notSent(String target, String reason);

    @LogMessage(level = WARN)
    @Message(id = 117, value = "The application router failed")
    void applicationRouterFailed(@Cause Throwable cause);
}
