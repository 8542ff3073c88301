/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.store.WriteCondition;
import org.wildfly.sip.ha.store.WriteOutcome;

/** A store that does what the test says: answers late, never, wrongly, or says that it failed though it did not. */
final class FakeStore implements SessionStore {
    static final String NODE = "here";

    final Map<String, StoreEntry> entries = new HashMap<>();
    /** Every write that was asked for, whatever became of it. */
    final List<StoreEntry> asked = new ArrayList<>();
    private final Deque<Call<?>> pending = new ArrayDeque<>();
    private final Deque<Mode> script = new ArrayDeque<>();
    private Mode mode = Mode.AT_ONCE;

    /** What becomes of a call. */
    enum Mode {
        /** It takes place and is answered. */
        AT_ONCE,
        /** It waits for the test. */
        HELD,
        /** It takes place, but is said to have failed. */
        ANSWER_LOST,
        /** It does not take place. */
        FAILED,
        /** It does not even begin. */
        THROWN
    }

    private record Call<T>(Supplier<T> operation, CompletableFuture<T> result) {
        void answer() {
            this.result.complete(this.operation.get());
        }
    }

    /** What becomes of all calls from now on. */
    void all(Mode each) {
        this.mode = each;
    }

    /** What becomes of the next calls; of those after them what was said of all. */
    void next(Mode... modes) {
        this.script.addAll(List.of(modes));
    }

    /** Lets the call that has waited longest take place and answers it. */
    void answer() {
        this.pending.remove().answer();
    }

    int held() {
        return this.pending.size();
    }

    EntryHeader header(String key) {
        StoreEntry entry = this.entries.get(key);
        return entry == null ? null : entry.header();
    }

    String value(String key) {
        return new String(this.entries.get(key).value(), StandardCharsets.UTF_8);
    }

    /** What another node does. */
    void put(String key, String owner, long epoch) {
        this.entries.put(key, new StoreEntry(key, new EntryHeader(owner, epoch, 1, -1, EntryHeader.NEVER, EntryHeader.NEVER), new byte[0]));
    }

    @Override
    public CompletionStage<Optional<StoreEntry>> get(String key) {
        return this.call(() -> Optional.ofNullable(this.entries.get(key)));
    }

    @Override
    public CompletionStage<WriteOutcome> write(StoreEntry entry, String expectedOwner, long expectedEpoch) {
        this.asked.add(entry);
        return this.call(() -> {
            EntryHeader stored = this.header(entry.key());
            if (!new WriteCondition(entry.header(), expectedOwner, expectedEpoch).allows(stored)) {
                return new WriteOutcome(false, stored);
            }
            this.entries.put(entry.key(), entry);
            return new WriteOutcome(true, entry.header());
        });
    }

    @Override
    public CompletionStage<Void> remove(String key, String expectedOwner, long expectedEpoch) {
        return this.call(() -> {
            EntryHeader stored = this.header(key);
            if (stored != null && stored.epoch() == expectedEpoch && stored.owner().equals(expectedOwner)) {
                this.entries.remove(key);
            }
            return null;
        });
    }

    private <T> CompletionStage<T> call(Supplier<T> operation) {
        Mode now = this.script.isEmpty() ? this.mode : this.script.remove();
        switch (now) {
            case THROWN :
                throw new IllegalStateException("thrown");
            case FAILED :
                return CompletableFuture.failedStage(new IllegalStateException("failed"));
            case ANSWER_LOST :
                operation.get();
                return CompletableFuture.failedStage(new IllegalStateException("answer lost"));
            case HELD :
                Call<T> call = new Call<>(operation, new CompletableFuture<>());
                this.pending.add(call);
                return call.result();
            default :
                return CompletableFuture.completedStage(operation.get());
        }
    }

    @Override
    public void start() {
        // Nothing to join
    }

    @Override
    public String localNode() {
        return NODE;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(NODE);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isPrimary(String key) {
        return true;
    }

    @Override
    public CompletionStage<Void> forEachOwnedBy(String owner, Consumer<StoreEntry> action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long localEntries() {
        return this.entries.size();
    }

    @Override
    public void addListener(StoreListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeListener(StoreListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing to leave
    }
}
