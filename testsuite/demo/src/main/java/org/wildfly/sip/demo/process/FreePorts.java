/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports of 127.0.0.1 that nobody uses now, over TCP and UDP; gives none twice. */
public final class FreePorts {
    /** Below the range from which the system gives out ports by itself. */
    private static final int FIRST = 20000;
    private static final int LAST = 32000;
    private static final int ATTEMPTS = 1000;

    private final Set<Integer> given = new HashSet<>();

    /** A port. */
    public synchronized int next() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && this.given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port from " + FIRST + " to " + LAST);
    }

    /** A number that, added to each of some ports, gives a free one. */
    public synchronized int offset(Collection<Integer> ports) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int offset = ThreadLocalRandom.current().nextInt(1, LAST - FIRST);
            if (ports.stream().allMatch(port -> port + offset < 65536 && !this.given.contains(port + offset) && isFree(port + offset))) {
                ports.forEach(port -> this.given.add(port + offset));
                return offset;
            }
        }
        throw new IllegalStateException("No port offset for " + ports);
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
        try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
