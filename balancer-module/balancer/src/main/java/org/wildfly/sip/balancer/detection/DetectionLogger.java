/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.detection;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What operators must know of ailing nodes.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface DetectionLogger extends BasicLogger {
    DetectionLogger LOGGER = Logger.getMessageLogger(DetectionLogger.class, "org.wildfly.sip.balancer.detection");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 150, value = "Node %s is announced as alive, but %s; it gets no calls for %d ms")
    void ejected(String node, String reason, long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 151, value = "Node %s gets calls again, few at first")
    void readmitted(String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 152, value = "Node %s is announced as alive, but %s; it gets calls all the same, because too many nodes have none already")
    void kept(String node, String reason);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 153, value = "Watching the nodes has failed; it goes on")
    void watchFailed(@Cause Throwable cause);
}
