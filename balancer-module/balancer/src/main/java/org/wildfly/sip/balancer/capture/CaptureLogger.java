/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What capturing tells the operator. Numbers 215 to 219.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface CaptureLogger extends BasicLogger {
    CaptureLogger LOGGER = Logger.getMessageLogger(CaptureLogger.class, "org.wildfly.sip.balancer.capture");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 215, value = "Messages of %s are captured: %s")
    void capturing(String calls, String where);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 216, value = "Messages are no longer captured")
    void notCapturing();
}
