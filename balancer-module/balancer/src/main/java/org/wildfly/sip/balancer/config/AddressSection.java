/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Address;

/**
 * The section of the file that says where clients and nodes send SIP.
 */
final class AddressSection {
    static final String HOST = "host";
    private static final String EXTERNAL_HOST = "externalHost";
    private static final String INTERNAL_HOST = "internalHost";
    private static final String EXTERNAL_PORT = "externalPort";
    private static final String INTERNAL_PORT = "internalPort";
    private static final int NOT_SET = -1;

    /** Both addresses; they are the same object if there is one port for both. */
    record Addresses(Address external, Address internal) {
    }

    private AddressSection() {
    }

    static Addresses read(Settings settings) {
        String host = settings.text(HOST, "127.0.0.1");
        Address external = address(settings, EXTERNAL_HOST, host, EXTERNAL_PORT);
        boolean twoPorts = settings.isSet(INTERNAL_PORT);
        Address internal = address(settings, INTERNAL_HOST, host, INTERNAL_PORT);
        if (external.port() == NOT_SET && !settings.isSet(EXTERNAL_PORT)) {
            settings.problem(EXTERNAL_PORT, "is missing: add the port that clients send to, for instance " + EXTERNAL_PORT + "=5060");
        }
        if (twoPorts && external.port() > 0 && external.port() == internal.port() && external.host().equals(internal.host())) {
            settings.problem(INTERNAL_PORT, "is the external port, too; take another, or remove it to have one port for both");
        }
        if (!twoPorts && settings.isSet(INTERNAL_HOST)) {
            settings.problem(INTERNAL_HOST, "has no meaning without " + INTERNAL_PORT + "; add that, or remove this");
        }
        return new Addresses(external, twoPorts ? internal : external);
    }

    private static Address address(Settings settings, String hostKey, String defaultHost, String portKey) {
        String text = settings.isSet(hostKey) ? settings.text(hostKey, null) : defaultHost;
        settings.text(hostKey, null);
        InetAddress address = host(settings, settings.isSet(hostKey) ? hostKey : HOST, text);
        if (address.isAnyLocalAddress()) {
            settings.problem(settings.isSet(hostKey) ? hostKey : HOST,
                    "is the wildcard address, which nobody can send to; give an address of this machine that the others can reach");
        }
        return new Address(text, address, settings.number(portKey, NOT_SET, 0, 65535));
    }

    /** The address of a host. A problem of the key, and loopback, if there is none. */
    static InetAddress host(Settings settings, String key, String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            settings.problem(key, "is not known as a host; give an address or a name that can be resolved");
            return InetAddress.getLoopbackAddress();
        }
    }
}
