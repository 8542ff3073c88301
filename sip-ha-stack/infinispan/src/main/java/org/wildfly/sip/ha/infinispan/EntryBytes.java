/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;

/**
 * How an entry looks in the cache: format (1 byte), epoch, version, write id, deadline, expiry (8 bytes each, big endian), length of the
 * owner's name (1 byte), the name in UTF-8, the value. Plain bytes, so that no cache needs a marshaller of ours.
 */
final class EntryBytes {
    private static final byte FORMAT = 1;
    private static final int EPOCH = 1;
    private static final int OWNER_LENGTH = EPOCH + 5 * Long.BYTES;
    private static final int OWNER = OWNER_LENGTH + 1;
    private static final int OWNER_MAX = 255;

    private EntryBytes() {
    }

    static byte[] encode(StoreEntry entry) {
        EntryHeader header = entry.header();
        byte[] owner = name(header.owner());
        return ByteBuffer.allocate(OWNER + owner.length + entry.value().length)
                .put(FORMAT)
                .putLong(header.epoch()).putLong(header.version()).putLong(header.writeId()).putLong(header.deadline())
                .putLong(header.expiry())
                .put((byte) owner.length).put(owner).put(entry.value())
                .array();
    }

    static EntryHeader header(byte[] bytes) {
        int ownerLength = ownerLength(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, EPOCH, OWNER_LENGTH - EPOCH);
        long epoch = buffer.getLong();
        long version = buffer.getLong();
        long writeId = buffer.getLong();
        long deadline = buffer.getLong();
        long expiry = buffer.getLong();
        String owner = new String(bytes, OWNER, ownerLength, StandardCharsets.UTF_8);
        return new EntryHeader(owner, epoch, version, writeId, deadline, expiry);
    }

    static StoreEntry entry(String key, byte[] bytes) {
        return new StoreEntry(key, header(bytes), Arrays.copyOfRange(bytes, OWNER + ownerLength(bytes), bytes.length));
    }

    /** The form of a node's name that {@link #isOwnedBy(byte[], byte[])} compares with. */
    static byte[] name(String node) {
        byte[] name = node.getBytes(StandardCharsets.UTF_8);
        if (name.length > OWNER_MAX) {
            throw StoreLog.LOGGER.longName(node, OWNER_MAX);
        }
        return name;
    }

    static boolean isOwnedBy(byte[] bytes, byte[] name) {
        return Arrays.equals(bytes, OWNER, OWNER + ownerLength(bytes), name, 0, name.length);
    }

    private static int ownerLength(byte[] bytes) {
        if (bytes.length < OWNER) {
            throw new MalformedEntryException(StoreLog.LOGGER.malformed(bytes.length));
        }
        if (bytes[0] != FORMAT) {
            throw new MalformedEntryException(StoreLog.LOGGER.unknownFormat(bytes[0]));
        }
        int length = Byte.toUnsignedInt(bytes[OWNER_LENGTH]);
        if (bytes.length < OWNER + length) {
            throw new MalformedEntryException(StoreLog.LOGGER.malformed(bytes.length));
        }
        return length;
    }
}
