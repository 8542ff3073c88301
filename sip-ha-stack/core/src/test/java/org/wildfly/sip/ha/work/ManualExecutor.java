/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.work;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A pool whose only thread is the test's, when the test says so: what happens is always the same. */
public final class ManualExecutor implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        this.tasks.add(task);
    }

    /** Runs one task. @return false if there is none */
    public boolean runOne() {
        Runnable task = this.tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** Runs all tasks, and those that come from them. */
    public void runAll() {
        while (this.runOne()) {
            // Until there is nothing left
        }
    }
}
