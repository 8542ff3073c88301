/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a configuration as the file that would give it.
 */
final class ConfigurationPrinter {

    private ConfigurationPrinter() {
    }

    static List<String> print(BalancerConfiguration configuration) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(Keys.EXTERNAL_HOST, configuration.external().text());
        values.put(Keys.EXTERNAL_PORT, configuration.external().port());
        if (!configuration.isSinglePort()) {
            values.put(Keys.INTERNAL_HOST, configuration.internal().text());
            values.put(Keys.INTERNAL_PORT, configuration.internal().port());
        }
        BalancerConfiguration.Heartbeat heartbeat = configuration.heartbeat();
        values.put(Keys.HEARTBEAT_HOST, heartbeat.address().text());
        values.put(Keys.HEARTBEAT_PORT, heartbeat.address().port());
        values.put(Keys.HEARTBEAT_SECRET, hidden(heartbeat.secret()));
        values.put(Keys.HEARTBEAT_REMOTE_WITHOUT_SECRET, heartbeat.remoteWithoutSecret());
        values.put(Keys.NODE_TIMEOUT, heartbeat.nodeTimeout().toMillis());
        values.put(Keys.HEARTBEAT_INTERVAL, heartbeat.interval().toMillis());
        values.put(Keys.ALGORITHM_CLASS, AlgorithmNames.CALL_ID_AFFINITY);
        values.put(Keys.MAX_TIME_IN_CACHE, configuration.affinity().maxIdle().toSeconds());
        values.put(Keys.MAX_ENTRIES, configuration.affinity().maxEntries());
        values.put(Keys.GROUP_FAILOVER, configuration.affinity().groupFailover());
        values.put(Keys.ROUTE_SECRET, hidden(configuration.routeSecret()));
        BalancerConfiguration.Transports transport = configuration.transport();
        values.put(Keys.MAX_MESSAGE_SIZE, transport.maxMessageSize());
        values.put(Keys.UDP_RECEIVE_BUFFER, transport.udpReceiveBufferSize());
        values.put(Keys.UDP_SEND_BUFFER, transport.udpSendBufferSize());
        values.put(Keys.TCP_THREADS, transport.tcpThreads());
        values.put(Keys.MAX_CONNECTIONS, transport.maxConnections());
        values.put(Keys.CONNECT_TIMEOUT, transport.connectTimeout().toMillis());
        values.put(Keys.IDLE_TIMEOUT, transport.idleTimeout().toSeconds());
        List<String> lines = new ArrayList<>();
        values.forEach((key, value) -> lines.add((value.equals("") ? "#" : "") + key + '=' + value));
        return lines;
    }

    private static String hidden(String secret) {
        return secret == null ? "" : "***";
    }
}
