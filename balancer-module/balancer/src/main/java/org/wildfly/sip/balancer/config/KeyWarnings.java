/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells of keys that have no effect.
 */
final class KeyWarnings {
    private static final Set<String> NOT_YET = Set.of("sipHeaderAffinityKey",
            "persistentConsistentHashCacheConfiguration", "subclusterMap", "earlyDialogWorstCase",
            "jmxHtmlAdapterPort",
            "userAffinityMaxTimeInCache", "userAffinityGroupFailover", "javax.net.ssl.keyStore",
            "javax.net.ssl.keyStorePassword",
            "javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword");

    /** Keys of the predecessor that mean nothing here, with why. */
    private static final Map<String, String> MEANINGLESS = Map.of("isUseWithNexmo",
            "what a client has written into its Via always goes back as it was", "usePrettyEncoding",
            "the headers of others stay as they are", "routingRulesIpv4", "name the networks in privateNetworks instead",
            "routingRulesIpv6", "name the networks in privateNetworks instead", "isSend5xxResponse",
            "a request that cannot be sent is always answered with a 503");

    private final Consumer<String> warnings;

    KeyWarnings(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    void warn(String file, Settings settings) {
        for (ConfigurationEntry entry : settings.unread()) {
            this.warnings.accept(file + " line " + entry.line() + ": " + entry.key() + reason(entry.key(), settings));
        }
        settings.notes().forEach((key, text) -> this.warnings.accept(file + " line " + settings.line(key) + ": " + key + ' ' + text));
    }

    private static String reason(String key, Settings settings) {
        if (NOT_YET.contains(key)) {
            return " is not supported yet and has no effect";
        }
        if (key.startsWith("javax.sip.") || key.startsWith("gov.nist.")) {
            return " belongs to the JAIN SIP stack, which this balancer does without; it has no effect";
        }
        if (MEANINGLESS.containsKey(key)) {
            return " has no effect: " + MEANINGLESS.get(key);
        }
        String meant = settings.meant(key);
        return " is not known and has no effect" + (meant == null ? "" : "; did you mean " + meant + '?');
    }
}
