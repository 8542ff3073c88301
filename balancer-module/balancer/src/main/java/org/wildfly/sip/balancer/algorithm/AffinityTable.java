/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.util.function.LongConsumer;

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

    /** Bits of an entry: deadline in seconds (32), flags (16), node (16). */
    private static final int DEADLINE_SHIFT = 32;

    private final long[] keys;
    private final long[] entries;
    private final Object[] locks = new Object[LOCKS];
    private final int sets;
    private final long seed;

    /**
     * @param places how many calls are remembered at most, about
     * @param seed   any number
     */
    AffinityTable(int places, long seed) {
        this.sets = Integer.highestOneBit(Math.max(2 * WAYS, places) - 1) * 2 / WAYS;
        this.keys = new long[this.sets * WAYS];
        this.entries = new long[this.sets * WAYS];
        this.seed = seed;
        for (int i = 0; i < LOCKS; i++) {
            this.locks[i] = new Object();
        }
    }

    static int node(long entry) {
        return (int) entry & 0xffff;
    }

    static int flags(long entry) {
        return (int) (entry >>> 16) & 0xffff;
    }

    static int deadline(long entry) {
        return (int) (entry >>> DEADLINE_SHIFT);
    }

    static long entry(int node, int flags, int deadline) {
        return (long) deadline << DEADLINE_SHIFT | (long) flags << 16 | node;
    }

    /** The entry of a call, or 0 if there is none. */
    long get(long key, int now) {
        int first = first(key);
        synchronized (lock(first)) {
            int place = find(first, key);
            return place < 0 || deadline(this.entries[place]) <= now ? 0 : this.entries[place];
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
            if (this.entries[i] == 0 || deadline(this.entries[i]) < deadline(this.entries[place])) {
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
        for (int first = 0; first < this.entries.length; first += WAYS) {
            synchronized (lock(first)) {
                for (int i = first; i < first + WAYS; i++) {
                    if (this.entries[i] != 0 && deadline(this.entries[i]) <= now) {
                        expired.accept(this.entries[i]);
                        this.entries[i] = 0;
                        this.keys[i] = 0;
                    }
                }
            }
        }
    }

    /** Gives all calls of a node to another, with flags added. Slow. */
    void move(int from, int to, int addedFlags) {
        for (int first = 0; first < this.entries.length; first += WAYS) {
            synchronized (lock(first)) {
                for (int i = first; i < first + WAYS; i++) {
                    long entry = this.entries[i];
                    if (entry != 0 && node(entry) == from) {
                        this.entries[i] = entry(to, flags(entry) | addedFlags, deadline(entry));
                    }
                }
            }
        }
    }

    /** How many calls each node has, by its number. Slow. */
    int[] countByNode() {
        int[] counts = new int[0xffff + 1];
        for (int first = 0; first < this.entries.length; first += WAYS) {
            synchronized (lock(first)) {
                for (int i = first; i < first + WAYS; i++) {
                    counts[node(this.entries[i])] += this.entries[i] == 0 ? 0 : 1;
                }
            }
        }
        return counts;
    }

    /** How many calls are remembered. Slow. */
    int size() {
        int size = 0;
        for (int first = 0; first < this.entries.length; first += WAYS) {
            synchronized (lock(first)) {
                for (int i = first; i < first + WAYS; i++) {
                    size += this.entries[i] == 0 ? 0 : 1;
                }
            }
        }
        return size;
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
