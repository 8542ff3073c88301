/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The keys of the SIP stack on which the balancer of old was built, as far as they mean something here: taken for the keys that this
 * balancer has for that.
 */
final class StackKeys {
    private static final String PREFIX = "gov.nist.javax.sip.";
    /** Bytes of messages to keep for whoever wanted their contents in the log. */
    private static final String CAPTURE = "1048576";

    private StackKeys() {
    }

    static void translate(Settings settings) {
        settings.alias(PREFIX + "MAX_MESSAGE_SIZE", "maxMessageSize", UnaryOperator.identity());
        settings.alias(PREFIX + "RECEIVE_UDP_BUFFER_SIZE", "udpReceiveBufferSize", UnaryOperator.identity());
        settings.alias(PREFIX + "SEND_UDP_BUFFER_SIZE", "udpSendBufferSize", UnaryOperator.identity());
        settings.alias(PREFIX + "MAX_CONNECTIONS", "maxConnections", value -> value.startsWith("-") ? null : value);
        settings.alias(PREFIX + "NIO_MAX_SOCKET_IDLE_TIME", "connectionIdleTimeout", StackKeys::seconds);
        settings.alias(PREFIX + "TRACE_LEVEL", "logLevel", StackKeys::level);
        settings.alias(PREFIX + "LOG_MESSAGE_CONTENT", "captureBufferSize", value -> Boolean.parseBoolean(value) ? CAPTURE : null);
        settings.alias("statisticPort", "operationsPort", UnaryOperator.identity());
        // As RestComm's XML calls them.
        settings.alias("apiPort", "operationsPort", UnaryOperator.identity());
        settings.alias("publicIp", "public-ip", UnaryOperator.identity());
        settings.alias("blockedValues", "blocked-values", UnaryOperator.identity());
    }

    private static String seconds(String millis) {
        String seconds = millis.length() > 3 ? millis.substring(0, millis.length() - 3) : "0";
        return seconds.startsWith("-") || seconds.equals("0") ? null : seconds;
    }

    private static String level(String trace) {
        return switch (trace.toUpperCase(Locale.ROOT)) {
            case "32", "DEBUG" -> "DEBUG";
            case "TRACE" -> "TRACE";
            case "WARN", "ERROR", "FATAL" -> trace;
            // Traces of messages: see LOG_MESSAGE_CONTENT.
            default -> null;
        };
    }
}
