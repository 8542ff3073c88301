/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import java.util.List;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What reloading tells the operator. Numbers 200 to 204.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface ReloadLogger extends BasicLogger {
    ReloadLogger LOGGER = Logger.getMessageLogger(ReloadLogger.class, "org.wildfly.sip.balancer.reload");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 200, value = "Configuration reloaded. Changed: %s")
    void reloaded(List<String> keys);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 201, value = "The new values of these keys need a restart: %s")
    void needRestart(List<String> keys);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 202, value = "The new configuration is not used, that of before stays in effect: %s")
    void notReloaded(String problem);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 203, value = "Watching the configuration failed; it goes on")
    void watchFailed(@Cause Throwable cause);
}
