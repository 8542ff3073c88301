/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.probe;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the probes tell the operator. Numbers 170 to 171.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface ProbeLogger extends BasicLogger {
    ProbeLogger LOGGER = Logger.getMessageLogger(ProbeLogger.class, "org.wildfly.sip.balancer.heartbeat.probe");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 170, value = "Unexpected failure while asking nodes whether they are alive; it goes on")
    void failed(@Cause Throwable cause);
}
