/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The MACs of one connection: a key per direction, derived from the shared secret and both sides' nonces, and a count of frames per
 * direction, so that a frame is good once, in its place, on this connection.
 */
final class SessionKeys {
    static final int NONCE_LENGTH = 32;
    static final int MAC_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Mac outgoing;
    private final Mac incoming;
    private long sent;
    private long received;

    private SessionKeys(Mac outgoing, Mac incoming) {
        this.outgoing = outgoing;
        this.incoming = incoming;
    }

    static byte[] nonce() {
        byte[] nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    static SessionKeys ofNode(byte[] secret, byte[] nodeNonce, byte[] balancerNonce) {
        return new SessionKeys(mac(secret, "node", nodeNonce, balancerNonce), mac(secret, "balancer", nodeNonce, balancerNonce));
    }

    static SessionKeys ofBalancer(byte[] secret, byte[] nodeNonce, byte[] balancerNonce) {
        return new SessionKeys(mac(secret, "balancer", nodeNonce, balancerNonce), mac(secret, "node", nodeNonce, balancerNonce));
    }

    /** The MAC of the next frame that this side sends. */
    byte[] seal(byte type, byte[] payload) {
        return mac(this.outgoing, this.sent++, type, payload);
    }

    /** True if this is the MAC of the next frame of the other side. */
    boolean verify(byte type, byte[] payload, byte[] mac) {
        return MessageDigest.isEqual(mac(this.incoming, this.received++, type, payload), mac);
    }

    private static byte[] mac(Mac mac, long number, byte type, byte[] payload) {
        mac.update(ByteBuffer.allocate(9).putLong(number).put(type).flip());
        return mac.doFinal(payload);
    }

    private static Mac mac(byte[] secret, String speaker, byte[] nodeNonce, byte[] balancerNonce) {
        Mac derivation = mac(secret);
        derivation.update(("wildfly-sip-heartbeat-1 " + speaker).getBytes(StandardCharsets.US_ASCII));
        derivation.update(nodeNonce);
        return mac(derivation.doFinal(balancerNonce));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
