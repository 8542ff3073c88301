/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.net.URI;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What the HTTP side tells its operator. Numbers: 180 to 199.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface HttpLogger extends BasicLogger {
    HttpLogger LOGGER = Logger.getMessageLogger(HttpLogger.class, "org.wildfly.sip.balancer.http");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 180, value = "Listening for %s on %s:%d")
    void listening(String protocol, String host, int port);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 181, value = "Node %s does not take connections at %s: %s. It gets no requests for %d ms, as long as there is another")
    void nodeEjected(String node, URI address, String reason, long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 182, value = "HTTP stops; requests: %s. Requests that are still running after %d ms: %d")
    void stopped(String counts, long millis, int running);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 183, value = "Node %s %s (HTTP; told once a minute, all are counted)")
    void nodeFails(String node, String how);
}
