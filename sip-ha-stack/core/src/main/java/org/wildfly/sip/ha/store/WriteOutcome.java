/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.store;

/**
 * How a conditional write ended.
 *
 * @param applied whether the store now holds what was written
 * @param stored the header that the store holds; that of another node's entry if the write was refused; null if it holds none
 */
public record WriteOutcome(boolean applied, EntryHeader stored) {
}
