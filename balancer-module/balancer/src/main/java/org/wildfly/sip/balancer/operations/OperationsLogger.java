/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the operations port tells the operator. Numbers 205 to 214.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface OperationsLogger extends BasicLogger {
    OperationsLogger LOGGER = Logger.getMessageLogger(OperationsLogger.class, "org.wildfly.sip.balancer.operations");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 205, value = "Operations port: %s://%s:%d/, %s credentials")
    void listening(String scheme, String host, int port, String credentials);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 206, value = "There is no operations port: another process has %s:%d; set operationsPort to one that is free, or to -1")
    void taken(String host, int port);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 207, value = "Log level of %s is now %s")
    void levelChanged(String logger, String level);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 208, value = "Wrong credentials on the operations port, from %s; told once a minute at most")
    void refused(String address);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 209, value = "A request on the operations port failed: %s %s")
    void failed(String method, String path, @Cause Throwable cause);
}
