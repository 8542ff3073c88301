/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads the payload of a frame, strictly: whatever is too short or outside its range is a {@link ProtocolException}.
 */
final class PayloadReader {
    private final ByteBuffer buffer;

    PayloadReader(byte[] payload) {
        this.buffer = ByteBuffer.wrap(payload);
    }

    int u8() throws ProtocolException {
        return need(1).get() & 0xff;
    }

    int u16() throws ProtocolException {
        return need(2).getShort() & 0xffff;
    }

    int i32() throws ProtocolException {
        return need(4).getInt();
    }

    long i64() throws ProtocolException {
        return need(8).getLong();
    }

    byte[] bytes(int length) throws ProtocolException {
        byte[] bytes = new byte[length];
        need(length).get(bytes);
        return bytes;
    }

    String text() throws ProtocolException {
        int length = u16();
        ByteBuffer utf8 = need(length).slice(this.buffer.position(), length);
        this.buffer.position(this.buffer.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("text is not UTF-8");
        }
    }

    NodeState state() throws ProtocolException {
        NodeState state = NodeState.of(u8());
        if (state == null || !state.isAlive()) {
            throw new ProtocolException("unknown state");
        }
        return state;
    }

    Map<Transport, InetSocketAddress> addresses() throws ProtocolException {
        Map<Transport, InetSocketAddress> addresses = new EnumMap<>(Transport.class);
        for (int n = u8(); n > 0; n--) {
            Transport transport = Transport.of(u8());
            InetSocketAddress address = address();
            if (transport != null) {
                addresses.put(transport, address);
            }
        }
        return addresses;
    }

    Registration registration() throws ProtocolException {
        try {
            String name = text();
            String version = text();
            Map<Transport, InetSocketAddress> addresses = addresses();
            String jvmRoute = text();
            int httpPort = u16();
            NodeState state = state();
            int httpsPort = this.buffer.hasRemaining() ? u16() : 0;
            return new Registration(new NodeDescription(name, version, addresses, jvmRoute.isEmpty() ? null : jvmRoute, port(httpPort),
                    port(httpsPort)), state);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    BalancerDescription balancer() throws ProtocolException {
        try {
            return new BalancerDescription(text(), addresses(), addresses());
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static OptionalInt port(int number) {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private InetSocketAddress address() throws ProtocolException {
        int length = u8();
        try {
            // Of four or sixteen bytes, never of a name: nothing is looked up.
            return new InetSocketAddress(InetAddress.getByAddress(bytes(length)), u16());
        } catch (UnknownHostException e) {
            throw new ProtocolException("an address of " + length + " bytes");
        }
    }

    private ByteBuffer need(int length) throws ProtocolException {
        if (this.buffer.remaining() < length) {
            throw new ProtocolException("payload is too short");
        }
        return this.buffer;
    }

    private static ProtocolException malformed(Exception cause) {
        ProtocolException e = new ProtocolException(cause.getMessage());
        e.initCause(cause);
        return e;
    }
}
