/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.ProtocolException;

/**
 * The first word of either side: {@link FrameType#HELLO} or {@link FrameType#CHALLENGE}.
 *
 * @param version the protocol version
 * @param secured true if the side has the shared secret
 * @param nonce   random bytes, new for each connection
 */
record Hello(int version, boolean secured, byte[] nonce) {
    static final int VERSION = 1;

    private static final int MAGIC = 0x57534842;

    static byte[] write(boolean secured, byte[] nonce) {
        return new PayloadWriter().i32(MAGIC).u8(VERSION).u8(secured ? 1 : 0).bytes(nonce).toBytes();
    }

    static Hello read(Frame frame, FrameType expected) throws ProtocolException {
        frame.require(expected);
        PayloadReader reader = frame.reader();
        if (reader.i32() != MAGIC) {
            throw new ProtocolException("this is not a heartbeat connection");
        }
        return new Hello(reader.u8(), reader.u8() != 0, reader.bytes(SessionKeys.NONCE_LENGTH));
    }
}
