/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.wildfly.extension.sip.logging.SipExtensionLogger;

/** Reads {@code host:port,host:port}; a host that is an IPv6 address stands in brackets. */
public final class BalancerAddresses {
    private static final int HIGHEST_PORT = 65535;

    private BalancerAddresses() {
    }

    /**
     * Reads the addresses; names are not resolved.
     *
     * @param text null or blank for none
     * @throws IllegalArgumentException if something is not {@code host:port}; its message names it
     */
    public static List<InetSocketAddress> parse(String text) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String part : text.split(",", -1)) {
                addresses.add(address(part.strip()));
            }
        }
        return addresses;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = (colon > 0) ? text.substring(0, colon) : "";
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw SipExtensionLogger.LOGGER.invalidBalancerAddress(text);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (!host.isEmpty() && port > 0 && port <= HIGHEST_PORT) {
                return InetSocketAddress.createUnresolved(host, port);
            }
        } catch (NumberFormatException e) {
            throw SipExtensionLogger.LOGGER.invalidBalancerAddress(text);
        }
        throw SipExtensionLogger.LOGGER.invalidBalancerAddress(text);
    }
}
