/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Enumeration;

/** Finds the address that peers are told when a listening point is bound to all addresses and nothing else is configured. */
final class LocalHost {
    private LocalHost() {
    }

    /**
     * An address that a peer may send to, without asking DNS.
     *
     * @param bound the address that is bound; given back unless it stands for all
     */
    static InetAddress reachable(InetAddress bound) throws SocketException {
        if (!bound.isAnyLocalAddress()) {
            return bound;
        }
        for (Enumeration<NetworkInterface> all = NetworkInterface.getNetworkInterfaces(); all.hasMoreElements();) {
            NetworkInterface candidate = all.nextElement();
            if (candidate.isUp() && !candidate.isLoopback()) {
                for (Enumeration<InetAddress> own = candidate.getInetAddresses(); own.hasMoreElements();) {
                    InetAddress address = own.nextElement();
                    if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
                        return address;
                    }
                }
            }
        }
        return InetAddress.getLoopbackAddress();
    }
}
