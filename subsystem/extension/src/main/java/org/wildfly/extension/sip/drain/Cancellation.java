/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Tells a stage that was cancelled from one that failed: whatever depends on a cancelled stage sees the cancellation wrapped. */
final class Cancellation {

    private Cancellation() {
    }

    /** @param exception null for none */
    static boolean isCauseOf(Throwable exception) {
        Throwable cause = (exception instanceof CompletionException) ? exception.getCause() : exception;
        return cause instanceof CancellationException;
    }
}
