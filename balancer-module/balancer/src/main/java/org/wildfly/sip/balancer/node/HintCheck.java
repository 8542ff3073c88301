/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipUri;

/**
 * The check value that goes along with a node's name in Record-Route when {@code routeSecret} is set, so that nobody else can send
 * messages to a node of his choice.
 */
public final class HintCheck {
    private final long key0;
    private final long key1;
    private final boolean required;

    private HintCheck(long key0, long key1, boolean required) {
        this.key0 = key0;
        this.key1 = key1;
        this.required = required;
    }

    /**
     * @param routeSecret the secret, the same on all balancers, or null
     */
    public static HintCheck of(String routeSecret) {
        if (routeSecret == null) {
            return new HintCheck(0, 0, false);
        }
        try {
            ByteBuffer key = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(routeSecret.getBytes(StandardCharsets.UTF_8)));
            return new HintCheck(key.getLong(), key.getLong(), true);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A hash with the secret's key; with a fixed one if there is no secret, so that balancers agree all the same. For one thread. */
    public SipHash hash() {
        return new SipHash(this.key0, this.key1);
    }

    /** True if the node that a URI names may be followed. */
    public boolean isGood(SipUri uri, SipHash hash) {
        if (!this.required) {
            return true;
        }
        uri.hashNode(hash.reset());
        return uri.isNodeCheck(hash.finish());
    }

    /** The URI parameter for a node, empty if there is no secret. */
    String parameter(String host, int port, String version) {
        if (!this.required) {
            return "";
        }
        byte[] hostBytes = host.getBytes(StandardCharsets.US_ASCII);
        byte[] versionBytes = version.getBytes(StandardCharsets.US_ASCII);
        SipHash hash = hash().update(hostBytes, 0, hostBytes.length).update('|').updateInt(port).update('|').update(versionBytes, 0,
                versionBytes.length);
        return ";node_check=" + String.format("%016x", hash.finish());
    }
}
