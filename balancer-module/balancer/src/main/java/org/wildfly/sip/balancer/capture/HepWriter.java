/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.wildfly.sip.heartbeat.Transport;

/**
 * Writes messages as packets of the Homer Encapsulation Protocol, version 3 (HEPv3). For one thread.
 */
final class HepWriter {
    private static final byte[] MAGIC = "HEP3".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_PACKET = 65_507;
    private static final int CHUNK_HEADER = 6;
    private static final byte[] NO_IPV4 = new byte[4];
    private static final byte[] NO_IPV6 = new byte[16];

    private final ByteBuffer packet = ByteBuffer.allocateDirect(MAX_PACKET);
    private final int id;
    private final byte[] password;

    /**
     * @param id       of this balancer among those who send to the same Homer
     * @param password that Homer wants, or null
     */
    HepWriter(int id, String password) {
        this.id = id;
        this.password = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
    }

    /** The packet of a message, valid until the next; null if the message is too long for one. */
    ByteBuffer write(CapturedMessage message) {
        if (message.bytes().length > MAX_PACKET - 256 - (this.password == null ? 0 : this.password.length)) {
            return null;
        }
        boolean v4 = isV4(message.from()) && isV4(message.to());
        this.packet.clear().put(MAGIC).putShort((short) 0);
        chunk(1, 1).put((byte) (v4 ? 2 : 10));
        chunk(2, 1).put((byte) (message.transport() == Transport.UDP ? 17 : 6));
        bytes(v4 ? 3 : 5, address(message.from(), v4));
        bytes(v4 ? 4 : 6, address(message.to(), v4));
        chunk(7, 2).putShort((short) port(message.from()));
        chunk(8, 2).putShort((short) port(message.to()));
        chunk(9, 4).putInt((int) message.time().getEpochSecond());
        chunk(10, 4).putInt(message.time().getNano() / 1000);
        chunk(11, 1).put((byte) 1);
        chunk(12, 4).putInt(this.id);
        if (this.password != null) {
            bytes(14, this.password);
        }
        bytes(15, message.bytes());
        return this.packet.putShort(MAGIC.length, (short) this.packet.position()).flip();
    }

    private ByteBuffer chunk(int type, int length) {
        return this.packet.putShort((short) 0).putShort((short) type).putShort((short) (CHUNK_HEADER + length));
    }

    private void bytes(int type, byte[] value) {
        chunk(type, value.length).put(value);
    }

    private static boolean isV4(InetSocketAddress address) {
        return address == null || address.getAddress().getAddress().length == NO_IPV4.length;
    }

    private static byte[] address(InetSocketAddress address, boolean v4) {
        InetAddress host = address == null ? null : address.getAddress();
        return host == null ? v4 ? NO_IPV4 : NO_IPV6 : host.getAddress();
    }

    private static int port(InetSocketAddress address) {
        return address == null ? 0 : address.getPort();
    }
}
