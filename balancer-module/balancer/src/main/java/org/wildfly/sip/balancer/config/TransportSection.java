/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.time.Duration;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Transports;

/**
 * The section of the file that limits the transports.
 */
final class TransportSection {
    private static final String MAX_MESSAGE_SIZE = "maxMessageSize";
    private static final String UDP_RECEIVE_BUFFER = "udpReceiveBufferSize";
    private static final String UDP_SEND_BUFFER = "udpSendBufferSize";
    private static final String UDP_THREADS = "udpThreads";
    private static final String TCP_THREADS = "tcpThreads";
    private static final String MAX_CONNECTIONS = "maxConnections";
    private static final String CONNECT_TIMEOUT = "connectTimeout";
    private static final String IDLE_TIMEOUT = "connectionIdleTimeout";

    private TransportSection() {
    }

    static Transports read(Settings settings) {
        return new Transports(settings.number(MAX_MESSAGE_SIZE, 65_535, 1024, 1_048_576),
                settings.number(UDP_RECEIVE_BUFFER, 4_194_304, 8192, 1_073_741_824),
                settings.number(UDP_SEND_BUFFER, 4_194_304, 8192, 1_073_741_824),
                settings.number(UDP_THREADS, 1, 1, 64),
                settings.number(TCP_THREADS, Math.min(4, Runtime.getRuntime().availableProcessors()), 1, 64),
                settings.number(MAX_CONNECTIONS, 20_000, 1, 1_000_000),
                Duration.ofMillis(settings.number(CONNECT_TIMEOUT, 3000, 10, 60_000)),
                Duration.ofSeconds(settings.number(IDLE_TIMEOUT, 3600, 10, 86_400)));
    }
}
