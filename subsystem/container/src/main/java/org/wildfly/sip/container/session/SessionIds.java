/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

import org.wildfly.sip.ha.store.SessionStore;

/**
 * Makes ids of application sessions, and the tags that lead back to them. Nothing in them tells of a node; an id is drawn so that this node is
 * the primary owner of its entry, which is an optimisation only.
 */
public final class SessionIds {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 16;
    private static final int KEYED_LENGTH = 26;
    private static final int TRIES = 12;
    private static final char SEPARATOR = '.';

    private final SecureRandom random = new SecureRandom();
    private final SessionStore store;

    /** @param store tells which ids are at home on this node */
    public SessionIds(SessionStore store) {
        this.store = store;
    }

    /** An id that nobody can guess and nobody else has. */
    public String next() {
        String id = this.draw();
        for (int i = 1; i < TRIES && !this.store.isPrimary(id); i++) {
            id = this.draw();
        }
        return id;
    }

    /** The id of the application session with an application key (JSR 289 section 15.11.2): the same on every node. */
    public static String ofKey(String application, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(application.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return encode(digest.digest(key.getBytes(StandardCharsets.UTF_8)), KEYED_LENGTH);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The id of a SipSession, which is its local tag as well: that of its application session and its number there. */
    public static String tag(String applicationSession, int number) {
        return applicationSession + SEPARATOR + number;
    }

    /** The id of the application session to which a tag leads; null if the tag was not made here. */
    public static String applicationSession(String tag) {
        int length = tag == null ? -1 : tag.indexOf(SEPARATOR);
        if (length != LENGTH && length != KEYED_LENGTH) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            if (ALPHABET.indexOf(tag.charAt(i)) < 0) {
                return null;
            }
        }
        return tag.substring(0, length);
    }

    private String draw() {
        byte[] bytes = new byte[LENGTH * 5 / 8];
        this.random.nextBytes(bytes);
        return encode(bytes, LENGTH);
    }

    private static String encode(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int bit = i * 5;
            int pair = (bytes[bit / 8] & 0xFF) << 8 | (bit / 8 + 1 < bytes.length ? bytes[bit / 8 + 1] & 0xFF : 0);
            text.append(ALPHABET.charAt(pair >> 11 - bit % 8 & 0x1F));
        }
        return text.toString();
    }
}
