/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/**
 * Remembers for each call its node, in a fixed amount of memory: sets of eight places, chosen by the hash of the call; when all of a set
 * are taken, the one that would expire first gives way. No object is made per call. For all threads; a lock covers one of many groups of
 * sets, for some nanoseconds.
 */
final class AffinityTable {
    private static final int WAYS = 8;
    private static final int LOCKS = 256;
    /** Spreads what an attacker can choose, differently at each start. */
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private final long[] keys;
    private final long[] entries;
    private final Object[] locks = new Object[LOCKS];
    private final int sets;
    private final long seed;
    /** Has what was remembered before the table had this size, and has not been looked for since; null if there is nothing. */
    private volatile AffinityTable before;

    /**
     * @param places how many calls are remembered at most, about
     * @param seed   any number
     */
    AffinityTable(int places, long seed) {
        this(places, seed, null);
    }

    private AffinityTable(int places, long seed, AffinityTable before) {
        this.before = before;
        this.sets = Integer.highestOneBit(Math.max(2 * WAYS, places) - 1) * 2 / WAYS;
        this.keys = new long[this.sets * WAYS];
        this.entries = new long[this.sets * WAYS];
        this.seed = seed;
        for (int i = 0; i < LOCKS; i++) {
            this.locks[i] = new Object();
        }
    }

    /** A table for another number of calls that gets the entries of this one, which is not to be used any more. */
    AffinityTable resized(int places) {
        takeOver();
        return new AffinityTable(places, this.seed, this);
    }

    /** The entry of a call, or 0 if there is none. */
    long get(long key, int now) {
        int first = first(key);
        synchronized (lock(first)) {
            int place = find(first, key);
            if (place < 0) {
                return this.before == null ? 0 : fromBefore(key, now);
            }
            return Entry.deadline(this.entries[place]) <= now ? 0 : this.entries[place];
        }
    }

    private long fromBefore(long key, int now) {
        AffinityTable old = this.before;
        long entry = old == null ? 0 : old.remove(key);
        if (entry == 0 || Entry.deadline(entry) <= now) {
            return 0;
        }
        put(key, entry);
        return entry;
    }

    /** Takes what is left before; done when nothing was, since messages that are under way may still add something there. */
    private void takeOver() {
        AffinityTable old = this.before;
        boolean taken = false;
        for (int place = 0; old != null && place < old.keys.length; place++) {
            long key;
            synchronized (old.lock(place)) {
                key = old.entries[place] == 0 ? 0 : old.keys[place];
            }
            if (key != 0) {
                get(key, 0);
                old.remove(key);
                taken = true;
            }
        }
        if (!taken) {
            this.before = null;
        }
    }

    /** Sets the entry of a call. */
    void put(long key, long entry) {
        int first = first(key);
        synchronized (lock(first)) {
            int place = find(first, key);
            place = place < 0 ? leastPlace(first) : place;
            this.keys[place] = key;
            this.entries[place] = entry;
        }
    }

    /**
     * Adds an entry unless the key has one.
     *
     * @return true if it is added; what has had to give way, if anything, is told
     */
    boolean add(long key, long entry, LongConsumer displaced) {
        int first = first(key);
        synchronized (lock(first)) {
            if (find(first, key) >= 0) {
                return false;
            }
            int place = leastPlace(first);
            if (this.entries[place] != 0) {
                displaced.accept(this.entries[place]);
            }
            this.keys[place] = key;
            this.entries[place] = entry;
            return true;
        }
    }

    /** Removes the entry of a key and returns it, or 0 if there is none. */
    long remove(long key) {
        int first = first(key);
        synchronized (lock(first)) {
            int place = find(first, key);
            if (place < 0) {
                return 0;
            }
            long entry = this.entries[place];
            this.entries[place] = 0;
            this.keys[place] = 0;
            return entry;
        }
    }

    /** A free place of a set, or the one of what would expire first. */
    private int leastPlace(int first) {
        int place = first;
        for (int i = first + 1; i < first + WAYS && this.entries[place] != 0; i++) {
            if (this.entries[i] == 0 || Entry.deadline(this.entries[i]) < Entry.deadline(this.entries[place])) {
                place = i;
            }
        }
        return place;
    }

    /** Sets the entry of a call unless it has one that has not expired. Returns the entry that is valid then. */
    long putIfAbsent(long key, long entry, int now) {
        int first = first(key);
        synchronized (lock(first)) {
            long before = get(key, now);
            if (before != 0) {
                return before;
            }
            put(key, entry);
            return entry;
        }
    }

    /** Removes what has expired. */
    void expire(int now) {
        expire(now, entry -> {
        });
    }

    /** Removes what has expired, and tells of it. */
    void expire(int now, LongConsumer expired) {
        takeOver();
        change(entry -> {
            if (Entry.deadline(entry) > now) {
                return entry;
            }
            expired.accept(entry);
            return 0;
        });
    }

    /** Gives all calls of a node that have some flags to another, with flags added. Slow. */
    void move(int from, int to, int requiredFlags, int addedFlags) {
        change(entry -> Entry.node(entry) == from && (Entry.flags(entry) & requiredFlags) == requiredFlags
                ? Entry.of(to, Entry.flags(entry) | addedFlags, Entry.deadline(entry))
                : entry);
    }

    /** How many calls each node has, by its number. Slow. */
    int[] countByNode() {
        int[] counts = new int[0xffff + 1];
        change(entry -> {
            counts[Entry.node(entry)]++;
            return entry;
        });
        return counts;
    }

    /** How many calls are remembered. Slow. */
    int size() {
        return IntStream.of(countByNode()).sum();
    }

    /** Changes all entries, to 0 those that are to go. */
    private void change(LongUnaryOperator change) {
        AffinityTable old = this.before;
        if (old != null) {
            old.change(change);
        }
        for (int first = 0; first < this.entries.length; first += WAYS) {
            synchronized (lock(first)) {
                for (int i = first; i < first + WAYS; i++) {
                    this.entries[i] = this.entries[i] == 0 ? 0 : change.applyAsLong(this.entries[i]);
                    this.keys[i] = this.entries[i] == 0 ? 0 : this.keys[i];
                }
            }
        }
    }

    private int find(int first, long key) {
        for (int i = first; i < first + WAYS; i++) {
            if (this.keys[i] == key && this.entries[i] != 0) {
                return i;
            }
        }
        return -1;
    }

    private int first(long key) {
        long mixed = (key ^ this.seed) * ODD;
        return ((int) (mixed >>> 32) & this.sets - 1) * WAYS;
    }

    private Object lock(int first) {
        return this.locks[first / WAYS & LOCKS - 1];
    }
}
