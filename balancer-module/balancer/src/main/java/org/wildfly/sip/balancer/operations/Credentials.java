/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one user and his password (RFC 7617). Compares in a time that tells nothing about them.
 */
final class Credentials {
    private static final String SCHEME = "Basic ";

    private final byte[] expected;

    Credentials(String user, String password) {
        this.expected = digest((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** True if an Authorization header is right. */
    boolean admit(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
            return MessageDigest.isEqual(this.expected, digest(given));
        } catch (IllegalArgumentException e) {
            // Not Base64: wrong, too.
            return false;
        }
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
