/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.wildfly.sip.container.Drain;

/** A drain that ends when the test says so. */
class StubDrain implements Drain {
    final List<Long> started = new ArrayList<>();
    private CompletableFuture<Boolean> completion = CompletableFuture.completedFuture(true);
    private State state = State.RUNNING;

    void end(boolean drained) {
        this.state = State.STOPPED;
        this.completion.complete(drained);
    }

    @Override
    public State state() {
        return this.state;
    }

    @Override
    public int remaining() {
        return (this.state == State.STOPPED) ? 0 : 1;
    }

    @Override
    public CompletionStage<Boolean> start(long timeToWait) {
        this.started.add(timeToWait);
        this.state = State.DRAINING;
        this.completion = new CompletableFuture<>();
        return this.completion;
    }

    @Override
    public boolean cancel() {
        boolean cancelled = this.state != State.RUNNING;
        this.state = State.RUNNING;
        this.completion.cancel(false);
        return cancelled;
    }
}
