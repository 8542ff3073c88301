/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Address;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Heartbeat;
import org.wildfly.sip.balancer.config.BalancerConfiguration.SipLeg;
import org.wildfly.sip.balancer.config.TlsConfiguration.ClientAuthentication;
import org.wildfly.sip.balancer.network.Network;

/**
 * The section of the file that says where and how nodes announce themselves.
 */
final class HeartbeatSection {
    private static final String HEARTBEAT_HOST = "heartbeatHost";
    private static final String HEARTBEAT_PORT = "heartbeatPort";
    private static final String HEARTBEAT_SECRET = "heartbeatSecret";
    private static final String HEARTBEAT_REMOTE_WITHOUT_SECRET = "heartbeatRemoteWithoutSecret";
    private static final String HEARTBEAT_ALLOWED_ADDRESSES = "heartbeatAllowedAddresses";
    private static final String HEARTBEAT_KEY_STORE = "heartbeatKeyStore";
    private static final String HEARTBEAT_KEY_STORE_PASSWORD = "heartbeatKeyStorePassword";
    private static final String HEARTBEAT_TRUST_STORE = "heartbeatTrustStore";
    private static final String HEARTBEAT_TRUST_STORE_PASSWORD = "heartbeatTrustStorePassword";
    private static final String HEARTBEAT_HTTP_PORT = "heartbeatHttpPort";
    private static final String RMI_REGISTRY_PORT = "rmiRegistryPort";
    private static final String RMI_REMOTE_OBJECT_PORT = "rmiRemoteObjectPort";
    private static final int NOT_SET = -1;
    private static final String NODE_TIMEOUT = "nodeTimeout";
    private static final String HEARTBEAT_INTERVAL = "heartbeatInterval";

    private HeartbeatSection() {
    }

    /**
     * @param internal where nodes send SIP; heartbeats go to the same host by default
     */
    static Heartbeat read(Settings settings, SipLeg internal) {
        settings.live(HEARTBEAT_ALLOWED_ADDRESSES, NODE_TIMEOUT, HEARTBEAT_INTERVAL);
        String text = settings.text(HEARTBEAT_HOST, internal.text());
        Address address = new Address(text, AddressSection.host(settings, HEARTBEAT_HOST, text),
                settings.number(HEARTBEAT_PORT, 2611, 0, 65535));
        return new Heartbeat(address, settings.secret(HEARTBEAT_SECRET, 8), settings.flag(HEARTBEAT_REMOTE_WITHOUT_SECRET, false),
                networks(settings),
                Duration.ofMillis(settings.number(NODE_TIMEOUT, 5100, 100, 3_600_000)),
                Duration.ofMillis(settings.number(HEARTBEAT_INTERVAL, 150, 10, 60_000)),
                settings.number(HEARTBEAT_HTTP_PORT, NOT_SET, 0, 65535), settings.number(RMI_REGISTRY_PORT, NOT_SET, 0, 65535),
                settings.number(RMI_REMOTE_OBJECT_PORT, 0, 0, 65535), tls(settings));
    }

    private static TlsConfiguration tls(Settings settings) {
        Path keyStore = TlsSection.file(settings, HEARTBEAT_KEY_STORE);
        Path trustStore = TlsSection.file(settings, HEARTBEAT_TRUST_STORE);
        if (trustStore != null && !settings.isSet(HEARTBEAT_KEY_STORE)) {
            settings.problem(HEARTBEAT_TRUST_STORE, "has no meaning without " + HEARTBEAT_KEY_STORE + "; add that, or remove this");
        }
        TlsConfiguration tls = new TlsConfiguration(HEARTBEAT_KEY_STORE, HEARTBEAT_TRUST_STORE, keyStore,
                settings.secret(HEARTBEAT_KEY_STORE_PASSWORD, 0), trustStore,
                settings.secret(HEARTBEAT_TRUST_STORE_PASSWORD, 0), List.of(), List.of(),
                trustStore == null ? ClientAuthentication.NONE : ClientAuthentication.NEED, true);
        return keyStore == null ? null : tls;
    }

    private static List<Network> networks(Settings settings) {
        List<Network> networks = new ArrayList<>();
        for (String text : settings.list(HEARTBEAT_ALLOWED_ADDRESSES)) {
            try {
                networks.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                settings.problem(HEARTBEAT_ALLOWED_ADDRESSES, "cannot be read: " + e.getMessage());
            }
        }
        return networks;
    }
}
