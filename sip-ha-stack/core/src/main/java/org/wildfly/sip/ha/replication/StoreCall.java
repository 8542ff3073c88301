/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.wildfly.sip.ha.replication.ReplicationContext.Alarm;

/** Makes every call to a store end in a bounded time, also if the store throws something or never answers. */
final class StoreCall {
    /** Much longer than a store that works takes; what a caller does then is ask again. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private StoreCall() {
    }

    static <T> CompletionStage<T> bounded(Alarm alarm, Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> answer;
        try {
            answer = call.get().toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
        if (answer.isDone()) {
            return answer;
        }
        CompletableFuture<T> bounded = new CompletableFuture<>();
        Runnable cancel = alarm.after(PATIENCE,
                () -> bounded.completeExceptionally(new TimeoutException("the store does not answer")));
        answer.whenComplete((result, failure) -> {
            cancel.run();
            if (failure == null) {
                bounded.complete(result);
            } else {
                bounded.completeExceptionally(failure);
            }
        });
        return bounded;
    }
}
