/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

/**
 * A replicated session (or, without a container, a dialog) as a store sees it: opaque bytes under a key, with a header.
 *
 * @param key the id of the session
 * @param header what the store may look at
 * @param value the encoded state; never modified after it was handed in or out
 */
public record StoreEntry(String key, EntryHeader header, byte[] value) {
}
