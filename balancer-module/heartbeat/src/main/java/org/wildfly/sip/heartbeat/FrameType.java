/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

/**
 * The frames of the native heartbeat, version 1.
 * <p>
 * A frame is: length (4 bytes, of what follows), type (1 byte), payload, and, once a shared secret is in use, a MAC (32 bytes). Numbers
 * are big endian; a text is its length in 2 bytes and UTF-8; an address is its number of bytes (4 or 16) in 1 byte, the bytes, the port
 * in 2.
 * <ol>
 * <li>node: HELLO; balancer: CHALLENGE. Each brings 32 random bytes and says whether it has the secret.
 * <li>From both nonces and the secret, both sides derive one key per direction. Each frame from now on ends with HMAC-SHA256 over (frame
 * number in its direction, type, payload): who does not know the secret can neither speak, replay, reorder nor leave out.
 * <li>node: REGISTER; balancer: WELCOME, or REFUSED and close. The first frame from each side proves that it knows the secret.
 * <li>node: STATE and PING at any time, answered by ACK and PONG with the same number; balancer: NODE_DOWN at any time.
 * <li>node: BYE, answered by GOODBYE and close. A stopping balancer says GOODBYE unasked.
 * </ol>
 * With TLS, which both sides must be told of, all this goes encrypted, and a node can prove itself by its certificate as well.
 * <p>
 * So that releases can be mixed, a receiver ignores types that it does not know and what follows the fields of a payload that it knows.
 */
enum FrameType {
    /** Magic number, protocol version, 1 if secured, nonce. */
    HELLO(1),
    /** The same. */
    CHALLENGE(2),
    /** {@link NodeDescription} without HTTPS port, state, HTTPS port (2 bytes, 0 for none; earlier releases end before it). */
    REGISTER(3),
    /** {@link BalancerDescription}. */
    WELCOME(4),
    /** {@link Refusal}; never has a MAC. */
    REFUSED(5),
    /** Number, state. */
    STATE(6),
    /** Number of the STATE. */
    ACK(7),
    /** Number. */
    PING(8),
    /** Number of the PING. */
    PONG(9),
    /** Name of another node. */
    NODE_DOWN(10),
    /** Empty. */
    BYE(11),
    /** Empty. */
    GOODBYE(12);

    private static final FrameType[] BY_CODE = new FrameType[13];

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final byte code;

    FrameType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return this.code;
    }

    /** The type of a number from the wire, or null if this release does not know it. */
    static FrameType of(byte code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
