/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.stack;

import java.util.Properties;

import org.wildfly.sip.ha.logging.JainSipLogger;
import org.wildfly.sip.ha.logging.JainSipMessageLogger;

/** The properties that jain-sip is started with. */
final class StackDefaults {
    private static final String PREFIX = "gov.nist.javax.sip.";

    private StackDefaults() {
    }

    /**
     * Completes a user's properties: what is not set gets a value for a server; what would bring threads of jain-sip's own, or pass by the
     * queues, is replaced.
     */
    static Properties complete(Properties user) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "wildfly-sip");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty(PREFIX + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        properties.setProperty(PREFIX + "DELIVER_UNSOLICITED_NOTIFY", "true");
        // an INVITE may come again for as long as its sender's timer B runs (RFC 6026 section 7.1: timer L)
        properties.setProperty(PREFIX + "LINGER_TIMER", "32");
        properties.setProperty(PREFIX + "MAX_MESSAGE_SIZE", "65536");
        properties.setProperty(PREFIX + "RELEASE_REFERENCES_STRATEGY", "None");
        properties.setProperty(PREFIX + "STACK_LOGGER", JainSipLogger.class.getName());
        properties.setProperty(PREFIX + "SERVER_LOGGER", JainSipMessageLogger.class.getName());
        properties.putAll(user);
        properties.setProperty(PREFIX + "REENTRANT_LISTENER", "true");
        // stands in until the stack has its own; of jain-sip's timers the one without a thread at this point that outlives it
        properties.setProperty(PREFIX + "TIMER_CLASS_NAME", "gov.nist.javax.sip.stack.timers.ScheduledExecutorSipTimer");
        properties.remove(PREFIX + "MESSAGE_PROCESSOR_FACTORY");
        properties.remove(PREFIX + "THREAD_AUDIT_INTERVAL_IN_MILLISECS");
        properties.remove(PREFIX + "TCP_POST_PARSING_THREAD_POOL_SIZE");
        return properties;
    }
}
