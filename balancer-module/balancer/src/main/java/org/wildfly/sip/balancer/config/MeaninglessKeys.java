/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.Map;

/**
 * Keys of balancers of old that mean nothing here, and why.
 */
final class MeaninglessKeys {
    private static final String NETWORKS = "name the networks in privateNetworks instead";
    private static final String LOG = "the log goes where the configuration of Log4j says (-DlogConfigFile)";
    private static final String KUBERNETES = "Kubernetes is not asked for its pods; nodes announce themselves, or are named by nodes";
    private static final String UNSENT = "a request that cannot be sent is always answered with a 503";
    private static final String CREDENTIALS = "see operationsUser and operationsPassword";
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("isUseWithNexmo", "what a client has written into its Via always goes back as it was"),
            Map.entry("usePrettyEncoding", "the headers of others stay as they are"),
            Map.entry("routingRulesIpv4", NETWORKS),
            Map.entry("routingRulesIpv6", NETWORKS),
            Map.entry("isSend5xxResponse", UNSENT),
            Map.entry("isSend5xxResponseReasonHeader", UNSENT),
            Map.entry("isSend5xxResponseSatusCode", UNSENT),
            Map.entry("requestCheckPattern", "HTTP answers do not tell against a node; see maxNumberResponsesWithError and probeInterval"),
            Map.entry("urlrewrite", "URLs are not rewritten"),
            Map.entry("securityRequired", CREDENTIALS),
            Map.entry("login", CREDENTIALS),
            Map.entry("password", CREDENTIALS),
            Map.entry("earlyDialogWorstCase", "it was a setting of an algorithm for tests"),
            Map.entry("pullPeriod", KUBERNETES),
            Map.entry("nodeName", KUBERNETES),
            Map.entry("protocolClassName", "each heartbeat has a port of its own; see heartbeatPort, heartbeatHttpPort, rmiRegistryPort"),
            Map.entry("jmxHtmlAdapterPort", "there is no HTML page of JMX, which anybody could use; see operationsPort"),
            Map.entry("javax.sip.STACK_NAME", "there is no stack to be named"),
            Map.entry("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "a stateless proxy has no dialogs"),
            Map.entry("javax.sip.IP_ADDRESS", "see host"),
            Map.entry("gov.nist.javax.sip.DEBUG_LOG", LOG),
            Map.entry("gov.nist.javax.sip.SERVER_LOG", LOG),
            Map.entry("gov.nist.javax.sip.THREAD_POOL_SIZE",
                    "each UDP port has a thread of its own, which keeps messages in their order; for connections see tcpThreads"),
            Map.entry("gov.nist.javax.sip.REENTRANT_LISTENER", "no thread waits for another here"));

    private MeaninglessKeys() {
    }

    /** Why a key has no effect, or null if it is none of these. */
    static String reason(String key) {
        if (REASONS.containsKey(key)) {
            return REASONS.get(key);
        }
        if (key.startsWith("javax.sip.") || key.startsWith("gov.nist.")) {
            return "it belongs to the JAIN SIP stack, which this balancer does without";
        }
        return key.startsWith("smpp") ? "this balancer has no SMPP" : null;
    }
}
