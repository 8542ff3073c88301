/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;

class EntryBytesTest {
    private static final EntryHeader HEADER = new EntryHeader("knoten-\u00e4", 1, -2, Long.MIN_VALUE, EntryHeader.NEVER, 5);

    private final byte[] bytes = EntryBytes.encode(new StoreEntry("k", HEADER, new byte[]{1, 2, 3}));

    @Test
    void anEntryIsReadAsItWasWritten() {
        StoreEntry entry = EntryBytes.entry("k", this.bytes);

        assertThat(entry.header()).isEqualTo(HEADER);
        assertThat(entry.value()).containsExactly(1, 2, 3);
        assertThat(EntryBytes.header(this.bytes)).isEqualTo(HEADER);
    }

    @Test
    void theFirstFormatStaysReadable() {
        byte[] written = {1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0,
                0, 0, 6,
                1, 'n', 9};

        assertThat(EntryBytes.header(written)).isEqualTo(new EntryHeader("n", 2, 3, 4, 5, 6));
        assertThat(EntryBytes.entry("k", written).value()).containsExactly(9);
        assertThat(EntryBytes.encode(EntryBytes.entry("k", written))).isEqualTo(written);
    }

    @Test
    void anEntryIsOwnedByItsOwnerOnly() {
        assertThat(EntryBytes.isOwnedBy(this.bytes, EntryBytes.name("knoten-\u00e4"))).isTrue();
        assertThat(EntryBytes.isOwnedBy(this.bytes, EntryBytes.name("knoten-"))).isFalse();
        assertThat(EntryBytes.isOwnedBy(this.bytes, EntryBytes.name("knoten-\u00e4\u0001"))).isFalse();
    }

    @Test
    void bytesOfSomebodyElseAreRefused() {
        for (int length = 0; length < this.bytes.length - 3; length++) {
            byte[] part = Arrays.copyOf(this.bytes, length);
            assertThatThrownBy(() -> EntryBytes.header(part)).isInstanceOf(MalformedEntryException.class);
        }
        byte[] newer = this.bytes.clone();
        newer[0] = 2;
        assertThatThrownBy(() -> EntryBytes.entry("k", newer)).isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("newer release");
    }

    @Test
    void aNameThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> EntryBytes.name("n".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }
}
