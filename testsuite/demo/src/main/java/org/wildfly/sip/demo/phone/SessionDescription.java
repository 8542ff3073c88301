/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.net.InetSocketAddress;

/** The session description that phones offer and answer (RFC 4566). Nothing listens there: the demonstration is about signalling. */
final class SessionDescription {
    static final String CONTENT_TYPE = "application/sdp";

    private SessionDescription() {
    }

    static String of(InetSocketAddress address, int version) {
        String host = address.getAddress().getHostAddress();
        return "v=0\r\no=phone 1 " + version + " IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host
                + "\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    }
}
