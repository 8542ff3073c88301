/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

/** Output that wants to know if it never leaves. */
public interface DroppableOutput extends Runnable {
    /** Called instead of {@link #run()} when another node has taken over the state that this output tells of; must not block. */
    void dropped();
}
