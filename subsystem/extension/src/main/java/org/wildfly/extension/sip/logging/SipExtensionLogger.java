/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;

import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.server.deployment.DeploymentUnitProcessingException;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.wildfly.sip.container.ConnectorConfiguration.Transport;

/** What the sip subsystem says to operators. */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
public interface SipExtensionLogger extends BasicLogger {
    /** The logger. */
    SipExtensionLogger LOGGER = Logger.getMessageLogger(MethodHandles.lookup(), SipExtensionLogger.class, "org.wildfly.extension.sip");

    @Message(id = 1002, value = "SIP connector %s cannot listen on %s %s")
    UncheckedIOException cannotBind(String name, Transport transport, InetSocketAddress address, @Cause IOException cause);

    @Message(id = 1003, value = "'%s' is not the address of a balancer: host:port, several of them separated by commas")
    IllegalArgumentException invalidBalancerAddress(String address);

    @Message(id = 1004, value = "The file that attribute %s names cannot be read: %s")
    IllegalStateException cannotRead(String attribute, Path file, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1005, value = "SIP takes requests")
    void opened();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1007, value = "SIP is drained")
    void drained();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1010, value = "The server cannot be shut down after its drain")
    void shutdownFailed(@Cause Throwable cause);

    @Message(id = 1011, value = "No graceful shutdown of this server is under way")
    OperationFailedException noShutdown();

    @Message(id = 1012, value = "No SIP application is called '%s'; there are: %s")
    OperationFailedException noSuchApplication(String name, Collection<String> names);

    @Message(id = 1013, value = "SIP application %s is not draining")
    OperationFailedException applicationNotDraining(String name);

    @Message(id = 1014, value = "The SIP container is not running")
    OperationFailedException containerNotRunning();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1016, value = "SIP application %s is stopped after its drain")
    void applicationStopped(String name);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1017, value = "SIP application %s cannot be stopped after its drain")
    void applicationStopFailed(String name, @Cause Throwable cause);

    @Message(id = 1020, value = "The SIP application of %s cannot be deployed: %s")
    DeploymentUnitProcessingException cannotDeploy(String deployment, String reason);

    @Message(id = 1021, value = "There is no SIP session %s")
    OperationFailedException noSuchSession(String id);

    @Message(id = 1022, value = "SIP session %s could not be read")
    OperationFailedException cannotReadSession(String id, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1023, value = "Not deserialized: %s is neither a class of the application nor a value type of the platform")
    void notAdmitted(String type);

    @Message(id = 1024, value = "Not marshallable: %s")
    IOException notMarshallable(String type, @Cause Throwable cause);

    @Message(id = 1025, value = "Attributes of unknown format %d")
    IOException unknownFormat(int format);

    @Message(id = 1026, value = "Attributes that cannot be read")
    IOException notReadable(@Cause Exception cause);
}
