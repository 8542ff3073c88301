/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.node.HintCheck;

/**
 * The names of connections in Record-Route and Path (RFC 5626 section 5.2): the connection's number and a keyed check of it. The key is
 * of this process alone, so that a name that somebody has made up, or that is of another balancer or of a former start, is known for not
 * being its own. Immutable.
 */
public final class FlowTokens {
    /** No connection. */
    static final long NONE = -1;
    /** Hexadecimal digits of a name. */
    static final int DIGITS = 16;
    private static final int CHECK_BITS = 22;
    private static final long CHECK_MASK = (1L << CHECK_BITS) - 1;

    private final long key0;
    private final long key1;
    private final long datagramKey0;
    private final long datagramKey1;

    /** Of a new random key. */
    public FlowTokens() {
        this(null);
    }

    /**
     * Of a new random key for connections, which end with the process.
     *
     * @param routeSecret the secret, the same on all balancers, of which the key for clients on UDP is made: what is behind a NAT is so
     *                    after a restart, too; null for a random one
     */
    public FlowTokens(String routeSecret) {
        SecureRandom random = new SecureRandom();
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
        byte[] label = "datagram".getBytes(StandardCharsets.US_ASCII);
        this.datagramKey0 = routeSecret == null ? random.nextLong() : HintCheck.of(routeSecret).hash().update(label, 0, 8).finish();
        this.datagramKey1 = routeSecret == null ? random.nextLong() : HintCheck.of(routeSecret).hash().update(label, 0, 7).finish();
    }

    /** A hash with the key; for one thread. */
    SipHash hash() {
        return new SipHash(this.key0, this.key1);
    }

    /** The way back to a client on UDP; for one thread. */
    DatagramFlow newDatagramFlow() {
        return new DatagramFlow(new SipHash(this.datagramKey0, this.datagramKey1));
    }

    /** The name of a connection. */
    static long token(long flow, SipHash hash) {
        return flow << CHECK_BITS | check(flow, hash);
    }

    /** The number of the connection that a name stands for, or {@link #NONE} if the name is not of this process. */
    static long flow(long token, SipHash hash) {
        long flow = token >>> CHECK_BITS;
        return token != NONE && (token & CHECK_MASK) == check(flow, hash) ? flow : NONE;
    }

    private static long check(long flow, SipHash hash) {
        return hash.reset().updateInt((int) (flow >>> 32)).updateInt((int) flow).finish() & CHECK_MASK;
    }
}
