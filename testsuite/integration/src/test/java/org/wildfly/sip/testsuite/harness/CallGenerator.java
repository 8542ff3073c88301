/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.harness;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.phone.message.SipMessage;

/** Calls at a constant rate, each of which is hung up after a short time. */
public final class CallGenerator implements AutoCloseable {
    private static final long HOLD = 300;

    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(task -> new Thread(task, "call generator"));
    private final Queue<CompletableFuture<String>> calls = new ConcurrentLinkedQueue<>();

    /**
     * Begins.
     *
     * @param rate calls a second
     */
    public CallGenerator(Phone phone, String address, int rate) {
        this.executor.scheduleAtFixedRate(() -> this.calls.add(this.call(phone, address)), 0, 1_000_000 / rate, TimeUnit.MICROSECONDS);
    }

    private CompletableFuture<String> call(Phone phone, String address) {
        OutgoingCall call = phone.call(address, Map.of("X-Secret", "generated"));
        return call.answered()
                .thenApplyAsync(SipMessage::status, CompletableFuture.delayedExecutor(HOLD, TimeUnit.MILLISECONDS))
                .thenCompose(status -> call.hangUp())
                .thenApply(response -> {
                    if (response.status() != 200) {
                        throw new IllegalStateException(response.toString());
                    }
                    return call.answered().join().header("X-Node");
                });
    }

    /** The number of calls so far. */
    public int size() {
        return this.calls.size();
    }

    /** Ends and waits for the calls. @return the nodes that answered them, in the order in which they were begun */
    public List<String> finish() {
        this.close();
        return this.calls.stream().map(Phones::get).toList();
    }

    @Override
    public void close() {
        this.executor.shutdownNow();
    }
}
