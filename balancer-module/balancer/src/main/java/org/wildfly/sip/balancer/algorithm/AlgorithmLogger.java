/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What operators must know of algorithms. Numbers 190 to 194.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface AlgorithmLogger extends BasicLogger {
    AlgorithmLogger LOGGER = Logger.getMessageLogger(AlgorithmLogger.class, "org.wildfly.sip.balancer.algorithm");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 190, value = "The algorithm is %s from now on")
    void changed(String name);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 191, value = "Closing the algorithm %s failed")
    void closeFailed(String name, @Cause Exception cause);
}
