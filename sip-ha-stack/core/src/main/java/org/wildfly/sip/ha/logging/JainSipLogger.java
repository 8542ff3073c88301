/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.logging;

import java.util.Properties;

import gov.nist.core.StackLogger;
import org.jboss.logging.Logger;

/**
 * Gives what jain-sip logs to JBoss Logging, so that no log4j is needed. What a peer can provoke at will goes to the debug level and below.
 */
public final class JainSipLogger implements StackLogger {
    private final Logger logger = Logger.getLogger("gov.nist.javax.sip");

    @Override
    public void logStackTrace() {
        this.logStackTrace(TRACE_DEBUG);
    }

    @Override
    public void logStackTrace(int level) {
        if (this.isLoggingEnabled(level)) {
            this.logger.trace("Called from", new Throwable());
        }
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable failure) {
        this.logger.error("Failure in the stack or its listener", failure);
    }

    @Override
    public void logDebug(String message) {
        this.logger.trace(message);
    }

    @Override
    public void logDebug(String message, Exception failure) {
        this.logger.trace(message, failure);
    }

    @Override
    public void logTrace(String message) {
        this.logger.trace(message);
    }

    @Override
    public void logFatalError(String message) {
        this.logger.error(message);
    }

    @Override
    public void logError(String message) {
        this.logger.debug(message);
    }

    @Override
    public void logError(String message, Exception failure) {
        this.logger.warn(message, failure);
    }

    @Override
    public void logWarning(String message) {
        this.logger.debug(message);
    }

    @Override
    public void logInfo(String message) {
        this.logger.trace(message);
    }

    @Override
    public boolean isLoggingEnabled() {
        return true;
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= TRACE_ERROR || (level <= TRACE_WARN ? this.logger.isDebugEnabled() : this.logger.isTraceEnabled());
    }

    @Override
    public void disableLogging() {
        // the server's logging configuration decides
    }

    @Override
    public void enableLogging() {
        // the server's logging configuration decides
    }

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {
        this.logger.debugf("jain-sip of %s", buildTimeStamp);
    }

    @Override
    public void setStackProperties(Properties properties) {
        // the server's logging configuration decides
    }

    @Override
    public String getLoggerName() {
        return this.logger.getName();
    }
}
