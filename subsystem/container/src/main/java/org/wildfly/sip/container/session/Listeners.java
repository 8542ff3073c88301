/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.EventListener;
import java.util.function.Consumer;

/** Calls the listeners of an application (JSR 289 section 12). What a listener throws is logged, not thrown. */
public interface Listeners {
    /** Calls each listener of a kind, with the application's class loader and naming context. */
    <L extends EventListener> void each(Class<L> type, Consumer<L> call);

    /** Whether the application has a listener of a kind. */
    boolean has(Class<? extends EventListener> type);
}
