/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.logging;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the stack tells the operator. */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
public interface StackLog extends BasicLogger {
    /** The logger of the stack and its transports. */
    StackLog LOGGER = Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), StackLog.class, "org.wildfly.sip.ha.stack");

    @LogMessage(level = INFO)
    @Message(id = 100, value = "Listening for SIP on %s %s, known to peers as %s")
    void listening(String transport, String address, String sentBy);

    @LogMessage(level = ERROR)
    @Message(id = 101, value = "Unexpected failure in the transport thread of %s; it goes on")
    void transportFailure(String processor, @Cause Throwable failure);

    @LogMessage(level = WARN)
    @Message(id = 102, value = "%s cannot accept connections: %s; trying again")
    void acceptFailure(String processor, String reason);

    @LogMessage(level = INFO)
    @Message(id = 103, value = "The receive buffer of %s has %d bytes instead of %d; raise the system's limit (net.core.rmem_max)")
    void smallReceiveBuffer(String processor, int bytes, int wanted);

    @LogMessage(level = ERROR)
    @Message(id = 109, value = "Unexpected failure in work of stack %s")
    void workFailure(String stack, @Cause Throwable failure);

    @Message(id = 104, value = "The stack has been stopped")
    String stopped();

    @Message(id = 105, value = "Transport %s is not supported; use UDP or TCP")
    String unsupportedTransport(String transport);

    @Message(id = 106, value = "Too much waits to be written to %s")
    String writeQueueFull(String peer);

    @Message(id = 107, value = "No connection to %s within %d ms")
    String connectTimeout(String peer, long millis);

    @Message(id = 108, value = "The connection to %s was closed")
    String connectionClosed(String peer);
}
