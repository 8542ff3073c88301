/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.timer;

/** Something that is to happen later. */
@FunctionalInterface
public interface Cancellable {
    /**
     * Takes it back; from any thread, as often as one likes. Nothing of it stays in memory.
     *
     * @return false if it had happened or been cancelled before
     */
    boolean cancel();
}
