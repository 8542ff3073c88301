/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.probe;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.wildfly.sip.balancer.message.RetryAfter;
import org.wildfly.sip.balancer.message.ShortAddress;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The OPTIONS requests by which nodes are asked (RFC 3261 section 11), and their answers. For one thread.
 */
final class ProbeMessages {
    /** No probe. */
    static final long NONE = 0;

    private static final String BRANCH = "z9hG4bKprobe";
    private static final int DIGITS = 16;

    private static final int SERVICE_UNAVAILABLE = 503;

    private final SipMessage message = new SipMessage(new SipHash(0, 0));
    private final SipScanner scanner = new SipScanner(this.message);

    /**
     * A request.
     *
     * @param token     what its answer has to have, not {@link #NONE}
     * @param transport UDP or TCP
     * @param from      where the answer is to go
     */
    static byte[] request(long token, Transport transport, InetSocketAddress from, InetSocketAddress to) {
        String id = HexFormat.of().toHexDigits(token);
        String host = host(from);
        // The node itself is asked: nobody shall send this on.
        String text = "OPTIONS sip:" + host(to) + ':' + to.getPort() + (transport == Transport.TCP ? ";transport=tcp" : "")
                + " SIP/2.0\r\nVia: SIP/2.0/" + transport + ' ' + host + ':' + from.getPort() + ";branch=" + BRANCH + id
                + ";rport\r\nMax-Forwards: 0\r\nFrom: <sip:balancer@" + host + ">;tag=" + id + "\r\nTo: <sip:" + host(to) + ':'
                + to.getPort()
                + ">\r\nCall-ID: probe-" + id + '@' + host + "\r\nCSeq: 1 OPTIONS\r\nAccept: application/sdp\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The token of the probe to which this is the final response; {@link #NONE} if it is none. */
    long answered(byte[] bytes, int length) {
        if (this.scanner.scanDatagram(bytes, 0, length) != null || this.message.isRequest() || this.message.status() < 200) {
            return NONE;
        }
        int from = this.message.topVia().branchFrom();
        int to = this.message.topVia().branchTo();
        if (from < 0 || to - from != BRANCH.length() + DIGITS) {
            return NONE;
        }
        String branch = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            return branch.startsWith(BRANCH) ? Long.parseUnsignedLong(branch, BRANCH.length(), branch.length(), 16) : NONE;
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /** True if the node whose answer was read last says that it is too busy. */
    boolean isBusy() {
        return this.message.status() == SERVICE_UNAVAILABLE;
    }

    /** For how many seconds, as the answer that was read last says; {@link RetryAfter#NONE} if it does not. */
    int retryAfter() {
        return RetryAfter.of(this.message);
    }

    private static String host(InetSocketAddress address) {
        return ShortAddress.host(address.getAddress());
    }
}
