/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.tls;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What is told of certificates.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface TlsLogger extends BasicLogger {
    TlsLogger LOGGER = Logger.getMessageLogger(TlsLogger.class, "org.wildfly.sip.balancer.tls");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 100, value = "tlsVerifyHostNames=false: who is connected to over TLS may be anybody with a trusted certificate")
    void hostNamesNotVerified();

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 101, value = "Certificates were read again")
    void reloaded();
}
