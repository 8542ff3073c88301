/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What application routing tells an operator; codes 300 to 319. */
@MessageLogger(projectCode = "WFLYSIP", length = 4)
interface RoutingLogger extends BasicLogger {
    RoutingLogger LOGGER = Logger.getMessageLogger(MethodHandles.lookup(), RoutingLogger.class, "org.wildfly.sip.container.routing");

    @LogMessage(level = INFO)
    @Message(id = 300, value = "Initial requests are routed by %s")
    void userApplicationRouter(String className);

    @LogMessage(level = INFO)
    @Message(id = 301, value = "Initial requests are routed by the rules in %s")
    void rulesRead(Path file);

    @LogMessage(level = ERROR)
    @Message(id = 302, value = "The application router's file %s is now wrong; the rules of before stay in force: %s")
    void rulesNotRead(Path file, String reason);
}
