/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.message.WordSearch;
import org.wildfly.sip.balancer.network.Network;

/**
 * What is configured about requests, made ready for being asked with each of them. Immutable.
 */
public final class RequestRules {
    private final BalancerConfiguration.Routing routing;
    private final byte[][] schemes;
    private final byte[][] extensions;
    private final WordSearch blocked;
    private final OwnName[] extraServers;
    private final NetworkSet privateNetworks;

    /**
     * @param privateNetworks where those are who are told the addresses at which the balancer listens
     */
    public RequestRules(BalancerConfiguration.Routing routing, List<Network> privateNetworks) {
        this.routing = routing;
        this.schemes = bytes(routing.uriSchemes());
        this.extensions = bytes(routing.extensions());
        this.privateNetworks = new NetworkSet(privateNetworks);
        this.extraServers = routing.extraServers().stream().map(server -> OwnName.of(server.host(), server.port())).toArray(OwnName[]::new);
        this.blocked = new WordSearch(routing.blocked());
    }

    /** What is configured. */
    BalancerConfiguration.Routing routing() {
        return this.routing;
    }

    /** True if nodes take Request-URIs of that scheme, which is neither sip nor sips. */
    boolean isKnownScheme(SipUri uri) {
        for (byte[] scheme : this.schemes) {
            if (uri.isScheme(scheme)) {
                return true;
            }
        }
        return false;
    }

    /** True if an option tag is left to the nodes. */
    boolean isAllowedExtension(HeaderValues tag) {
        for (byte[] extension : this.extensions) {
            if (tag.is(extension)) {
                return true;
            }
        }
        return false;
    }

    /** True if a request comes from somebody of whom nothing is taken. */
    boolean isBlocked(SipMessage request) {
        return !this.blocked.isEmpty() && this.blocked.isInNames(request);
    }

    /** True if a message says that it is from a node that has not announced itself. */
    boolean isExtraServer(HostPort sentBy) {
        for (OwnName server : this.extraServers) {
            if (server.is(sentBy, 5060)) {
                return true;
            }
        }
        return false;
    }

    /** The place as it is shown to who is at an address. */
    ListeningPoint shown(ListeningPoint place, long high, long low) {
        return place.plain() != place && place.leg() == Leg.EXTERNAL && this.privateNetworks.contains(high, low) ? place.plain() : place;
    }

    private static byte[][] bytes(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    }
}
