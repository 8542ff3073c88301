/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.logging;

import java.util.Properties;

import javax.sip.SipStack;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import org.jboss.logging.Logger;

/** Gives the messages that jain-sip traces to JBoss Logging. */
public final class JainSipMessageLogger implements ServerLogger {
    private final Logger logger = Logger.getLogger("gov.nist.javax.sip.messages");

    @Override
    public void closeLogFile() {
        // there is none
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        this.logger.tracef("%s %s -> %s%n%s", sender ? "Sent" : "Received", from, to, message);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        this.logMessage(message, from, to, sender, time);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        this.logMessage(message, from, to, sender, 0);
    }

    @Override
    public void logException(Exception failure) {
        this.logger.debug("Failure in the stack", failure);
    }

    @Override
    public void setStackProperties(Properties properties) {
        // the server's logging configuration decides
    }

    @Override
    public void setSipStack(SipStack stack) {
        // one logger serves every stack
    }
}
