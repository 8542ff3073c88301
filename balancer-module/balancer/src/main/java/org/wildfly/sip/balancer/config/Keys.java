/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.List;
import java.util.Set;

/**
 * The keys of {@code lb.properties}: those of old that this balancer understands, its own, and those of old that it does not understand
 * yet.
 */
final class Keys {
    static final String HOST = "host";
    static final String EXTERNAL_HOST = "externalHost";
    static final String INTERNAL_HOST = "internalHost";
    static final String EXTERNAL_PORT = "externalPort";
    static final String INTERNAL_PORT = "internalPort";
    static final String NODE_TIMEOUT = "nodeTimeout";
    static final String HEARTBEAT_INTERVAL = "heartbeatInterval";
    static final String ALGORITHM_CLASS = "algorithmClass";
    static final String MAX_TIME_IN_CACHE = "callIdAffinityMaxTimeInCache";
    static final String GROUP_FAILOVER = "callIdAffinityGroupFailover";

    static final String MAX_ENTRIES = "callIdAffinityMaxEntries";
    static final String HEARTBEAT_HOST = "heartbeatHost";
    static final String HEARTBEAT_PORT = "heartbeatPort";
    static final String HEARTBEAT_SECRET = "heartbeatSecret";
    static final String HEARTBEAT_REMOTE_WITHOUT_SECRET = "heartbeatRemoteWithoutSecret";
    static final String ROUTE_SECRET = "routeSecret";
    static final String MAX_MESSAGE_SIZE = "maxMessageSize";
    static final String UDP_RECEIVE_BUFFER = "udpReceiveBufferSize";
    static final String UDP_SEND_BUFFER = "udpSendBufferSize";
    static final String TCP_THREADS = "tcpThreads";
    static final String MAX_CONNECTIONS = "maxConnections";
    static final String CONNECT_TIMEOUT = "connectTimeout";
    static final String IDLE_TIMEOUT = "connectionIdleTimeout";

    /** In the order in which they are printed. */
    static final List<String> SUPPORTED = List.of(HOST, EXTERNAL_HOST, EXTERNAL_PORT, INTERNAL_HOST, INTERNAL_PORT, HEARTBEAT_HOST,
            HEARTBEAT_PORT, HEARTBEAT_SECRET,
            HEARTBEAT_REMOTE_WITHOUT_SECRET, NODE_TIMEOUT, HEARTBEAT_INTERVAL, ALGORITHM_CLASS, MAX_TIME_IN_CACHE, MAX_ENTRIES,
            GROUP_FAILOVER, ROUTE_SECRET,
            MAX_MESSAGE_SIZE, UDP_RECEIVE_BUFFER, UDP_SEND_BUFFER, TCP_THREADS, MAX_CONNECTIONS, CONNECT_TIMEOUT, IDLE_TIMEOUT);

    private static final Set<String> NOT_YET = Set.of("rmiRegistryPort", "rmiRemoteObjectPort", "httpPort", "httpsPort", "unavailableHost",
            "maxContentLength",
            "externalIpLoadBalancerAddress", "externalIpLoadBalancerPort", "internalIpLoadBalancerAddress", "internalIpLoadBalancerPort",
            "useIpLoadBalancerAddressInViaHeaders", "extraServerNodes", "performanceTestingMode", "sipHeaderAffinityKey", "httpAffinityKey",
            "persistentConsistentHashCacheConfiguration", "subclusterMap", "earlyDialogWorstCase", "internalTransport", "externalTransport",
            "public-ip",
            "isSendTrying", "blocked-values", "usePrettyEncoding", "terminateTLSTraffic", "statisticPort", "jmxHtmlAdapterPort",
            "externalUdpPort",
            "externalTcpPort", "externalTlsPort", "externalWsPort", "externalWssPort", "internalUdpPort", "internalTcpPort",
            "internalTlsPort", "internalWsPort",
            "internalWssPort", "userAffinityMaxTimeInCache", "userAffinityGroupFailover", "javax.net.ssl.keyStore",
            "javax.net.ssl.keyStorePassword",
            "javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword");

    private Keys() {
    }

    static boolean isSupported(String key) {
        return SUPPORTED.contains(key);
    }

    static boolean isNotYetSupported(String key) {
        return NOT_YET.contains(key);
    }

    static boolean isOfJainSip(String key) {
        return key.startsWith("javax.sip.") || key.startsWith("gov.nist.");
    }

    /** The key that somebody meant who wrote it with other capitals, or null. */
    static String meant(String key) {
        return SUPPORTED.stream().filter(key::equalsIgnoreCase).findAny().orElse(null);
    }
}
