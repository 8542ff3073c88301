/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * Gathers changes of a message and writes the changed message. The changes may come in any order but must not overlap; several insertions
 * at one place are kept in their order. Reusable.
 */
public final class MessageEditor {
    private static final int LIMIT = 32;

    private final int[] from = new int[LIMIT];
    private final int[] to = new int[LIMIT];
    private final int[] textFrom = new int[LIMIT];
    private final int[] textTo = new int[LIMIT];
    private final ByteWriter text = new ByteWriter(8192);
    private int count;
    private boolean overflowed;

    /** Begins anew. */
    public MessageEditor clear() {
        this.text.clear();
        this.count = 0;
        this.overflowed = false;
        return this;
    }

    /**
     * Replaces a range (empty: an insertion; nothing written: a removal) by what is written to the returned writer until the next change.
     */
    public ByteWriter replace(int from, int to) {
        endText();
        if (this.count == LIMIT) {
            this.overflowed = true;
            return this.text;
        }
        int i = this.count++;
        this.from[i] = from;
        this.to[i] = to;
        this.textFrom[i] = this.text.length();
        this.textTo[i] = -1;
        return this.text;
    }

    /** Removes a range. */
    public void remove(int from, int to) {
        replace(from, to);
    }

    /** Removes what a message says of where it was sent first. */
    public void removeInitialRemote(SipMessage message) {
        remove(message.lines, HeaderName.INITIAL_REMOTE_ADDRESS);
        remove(message.lines, HeaderName.INITIAL_REMOTE_PORT);
    }

    /** What stands for the changes up to now, for {@link #rewind}. Only before the message is written. */
    public int mark() {
        endText();
        return this.count;
    }

    /** Takes the changes since a mark back. */
    public void rewind(int mark) {
        endText();
        if (mark < this.count) {
            this.text.truncate(this.textFrom[mark]);
            this.count = mark;
        }
    }

    /** How long the changed message is. */
    public int length(SipMessage message) {
        endText();
        int length = message.end() - message.start();
        for (int i = 0; i < this.count; i++) {
            length += this.textTo[i] - this.textFrom[i] - this.to[i] + this.from[i];
        }
        return length;
    }

    private void remove(HeaderLines lines, HeaderName name) {
        for (int i = lines.first(name); i >= 0; i = lines.next(i)) {
            remove(lines.start(i), lines.end(i));
        }
    }

    /**
     * Writes the changed message.
     *
     * @return false if it does not fit
     */
    public boolean write(SipMessage message, ByteWriter out) {
        return write(message, message.start(), message.end(), out);
    }

    /**
     * Writes a range of the changed message; no change may cross its bounds.
     *
     * @return false if it does not fit
     */
    boolean write(SipMessage message, int start, int end, ByteWriter out) {
        endText();
        sort();
        byte[] bytes = message.bytes();
        int done = start;
        for (int i = 0; i < this.count; i++) {
            if (this.from[i] >= start && this.to[i] <= end) {
                out.put(bytes, done, this.from[i]).put(this.text.bytes(), this.textFrom[i], this.textTo[i]);
                done = this.to[i];
            }
        }
        out.put(bytes, done, end);
        return !this.overflowed && !this.text.isOverflowed() && !out.isOverflowed();
    }

    private void endText() {
        if (this.count > 0 && this.textTo[this.count - 1] < 0) {
            this.textTo[this.count - 1] = this.text.length();
        }
    }

    /** By place, insertions before what is replaced there, else in their order; there are few. */
    private void sort() {
        for (int i = 1; i < this.count; i++) {
            for (int j = i; j > 0
                    && (this.from[j - 1] > this.from[j] || this.from[j - 1] == this.from[j] && this.to[j - 1] > this.to[j]); j--) {
                swap(this.from, j);
                swap(this.to, j);
                swap(this.textFrom, j);
                swap(this.textTo, j);
            }
        }
    }

    private static void swap(int[] values, int j) {
        int value = values[j];
        values[j] = values[j - 1];
        values[j - 1] = value;
    }
}
