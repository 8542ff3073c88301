/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Writes the payload of a frame.
 */
final class PayloadWriter {
    private ByteBuffer buffer = ByteBuffer.allocate(256);

    PayloadWriter u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    PayloadWriter u16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    PayloadWriter i32(int value) {
        room(4).putInt(value);
        return this;
    }

    PayloadWriter i64(long value) {
        room(8).putLong(value);
        return this;
    }

    PayloadWriter bytes(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    /** A text; null is written as an empty one. */
    PayloadWriter text(String value) {
        byte[] utf8 = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
        return u16(utf8.length).bytes(utf8);
    }

    PayloadWriter addresses(Map<Transport, InetSocketAddress> addresses) {
        u8(addresses.size());
        addresses.forEach((transport, address) -> {
            byte[] ip = address.getAddress().getAddress();
            u8(transport.code()).u8(ip.length).bytes(ip).u16(address.getPort());
        });
        return this;
    }

    /** A node and its state. What the first release did not know comes last. */
    PayloadWriter registration(NodeDescription node, NodeState state) {
        return text(node.name()).text(node.version()).addresses(node.addresses()).text(node.jvmRoute()).u16(port(node.httpPort()))
                .u8(state.code()).u16(port(node.httpsPort()));
    }

    PayloadWriter balancer(BalancerDescription balancer) {
        return text(balancer.id()).addresses(balancer.internalAddresses()).addresses(balancer.externalAddresses());
    }

    private static int port(OptionalInt port) {
        return port.orElse(0);
    }

    byte[] toBytes() {
        byte[] bytes = new byte[this.buffer.position()];
        this.buffer.flip().get(bytes);
        return bytes;
    }

    private ByteBuffer room(int length) {
        if (this.buffer.remaining() < length) {
            this.buffer = ByteBuffer.allocate(2 * (this.buffer.position() + length)).put(this.buffer.flip());
        }
        return this.buffer;
    }
}
