/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The item that a thread is handling: what it wants to send, what that has to wait for, and what is to be done at its end. */
final class Turn {
    private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

    private final SessionQueue queue;
    private final List<Runnable> outputs = new ArrayList<>(4);
    private final List<CompletionStage<?>> conditions = new ArrayList<>(0);
    private final List<Runnable> endings = new ArrayList<>(1);

    Turn(SessionQueue queue) {
        this.queue = queue;
    }

    /** That of the calling thread; null if it handles no item. */
    static Turn current() {
        return CURRENT.get();
    }

    void begin() {
        CURRENT.set(this);
    }

    void end() {
        CURRENT.remove();
    }

    /** Has everything done that is to be done when the item is handled, also what comes up meanwhile. */
    void conclude(Consumer<Runnable> doing) {
        for (int i = 0; i < this.endings.size(); i++) {
            doing.accept(this.endings.get(i));
        }
        this.endings.clear();
    }

    List<Runnable> endings() {
        return this.endings;
    }

    SessionQueue queue() {
        return this.queue;
    }

    List<Runnable> outputs() {
        return this.outputs;
    }

    List<CompletionStage<?>> conditions() {
        return this.conditions;
    }

    boolean isEmpty() {
        return this.outputs.isEmpty() && this.conditions.isEmpty() && this.endings.isEmpty();
    }

    /** Takes out what is there so far. */
    Turn split() {
        Turn taken = new Turn(this.queue);
        taken.addAll(this);
        this.outputs.clear();
        this.conditions.clear();
        this.endings.clear();
        return taken;
    }

    void addAll(Turn other) {
        this.outputs.addAll(other.outputs);
        this.conditions.addAll(other.conditions);
        this.endings.addAll(other.endings);
    }
}
