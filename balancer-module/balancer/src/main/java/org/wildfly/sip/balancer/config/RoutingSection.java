/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.config.BalancerConfiguration.RegisterPath;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Routing;
import org.wildfly.sip.balancer.message.WordSearch;

/**
 * The section of the file that says how requests are treated.
 */
final class RoutingSection {
    private static final String RESPONSE_TIMES = "responseTimes";
    private static final String OVERLOAD_CONTROL = "overloadControl";
    private static final String RETRY_AFTER = "retryAfter";
    private static final String SEND_TRYING = "isSendTrying";
    private static final String URI_SCHEMES = "uriSchemes";
    private static final String EXTENSIONS = "proxyRequireExtensions";
    private static final String BLOCKED = "blocked-values";
    private static final String REGISTER_PATH = "registerPath";
    private static final String INITIAL_REMOTE = "initialRemoteHeaders";
    private static final String FAILOVER_MAX_BYTES = "failoverMaxBytes";
    private static final String DNS_SERVERS = "dnsServers";
    private static final String UDP_FLOWS = "udpFlowTokens";
    private static final String MAX_UDP_REQUEST_SIZE = "maxUdpRequestSize";
    private static final String MAX_UDP_NODE_REQUEST_SIZE = "maxUdpNodeRequestSize";
    private static final String EXTRA_SERVERS = "extraServerNodes";
    private static final String ANSWER_BLOCKED = "blocked-values-answer";

    private RoutingSection() {
    }

    static Routing read(Settings settings) {
        settings.live(RESPONSE_TIMES, OVERLOAD_CONTROL, RETRY_AFTER, SEND_TRYING, URI_SCHEMES, EXTENSIONS, BLOCKED, ANSWER_BLOCKED,
                REGISTER_PATH,
                INITIAL_REMOTE, UDP_FLOWS, MAX_UDP_REQUEST_SIZE, MAX_UDP_NODE_REQUEST_SIZE);
        return new Routing(settings.flag(RESPONSE_TIMES, true), settings.flag(OVERLOAD_CONTROL, true),
                settings.number(RETRY_AFTER, 5, 1, 3600), settings.flag(SEND_TRYING, false),
                words(settings, URI_SCHEMES, "tel,urn,im,pres"),
                words(settings, EXTENSIONS, ""), blocked(settings), settings.flag(ANSWER_BLOCKED, false),
                settings.choice(REGISTER_PATH, RegisterPath.SUPPORTED, RegisterPath.class), settings.flag(INITIAL_REMOTE, false),
                settings.number(FAILOVER_MAX_BYTES, 16_777_216, 0, 1_073_741_824), dnsServers(settings),
                settings.flag(UDP_FLOWS, true),
                settings.number(MAX_UDP_REQUEST_SIZE, 1300, 0, 65_535), settings.number(MAX_UDP_NODE_REQUEST_SIZE, 0, 0, 65_535),
                HostText.servers(settings, EXTRA_SERVERS, 5060));
    }

    private static List<String> dnsServers(Settings settings) {
        return HostText.servers(settings, DNS_SERVERS, 53).stream()
                .map(server -> server.host().text() + ':' + server.port()).toList();
    }

    /** Scanners by default; nobody if it is "none". */
    private static List<String> blocked(Settings settings) {
        List<String> words = words(settings, BLOCKED, "sipvicious,sipcli,friendly-scanner");
        if (words.stream().anyMatch(word -> word.getBytes(StandardCharsets.UTF_8).length < WordSearch.MIN_LENGTH)) {
            settings.problem(BLOCKED, "has a text of less than " + WordSearch.MIN_LENGTH
                    + " characters, which would block nearly everybody; make it longer");
            return List.of();
        }
        return words.equals(List.of("none")) ? List.of() : words;
    }

    private static List<String> words(Settings settings, String key, String byDefault) {
        return Stream.of(settings.text(key, byDefault).split(",")).map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty()).toList();
    }
}
