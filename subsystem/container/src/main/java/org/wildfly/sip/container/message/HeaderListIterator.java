/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Consumer;

/** Iterates over the values of a header field; changes are written to the message. */
final class HeaderListIterator<T> implements ListIterator<T> {
    private final List<T> values;
    private final ListIterator<T> iterator;
    private final Consumer<List<T>> writer;

    /**
     * @param values the values of the moment
     * @param writer replaces the values in the message, or throws IllegalStateException if they must not be changed
     */
    HeaderListIterator(List<T> values, Consumer<List<T>> writer) {
        this.values = new ArrayList<>(values);
        this.iterator = this.values.listIterator();
        this.writer = writer;
    }

    @Override
    public boolean hasNext() {
        return this.iterator.hasNext();
    }

    @Override
    public T next() {
        return this.iterator.next();
    }

    @Override
    public boolean hasPrevious() {
        return this.iterator.hasPrevious();
    }

    @Override
    public T previous() {
        return this.iterator.previous();
    }

    @Override
    public int nextIndex() {
        return this.iterator.nextIndex();
    }

    @Override
    public int previousIndex() {
        return this.iterator.previousIndex();
    }

    @Override
    public void remove() {
        this.iterator.remove();
        this.writer.accept(this.values);
    }

    @Override
    public void set(T value) {
        this.iterator.set(value);
        this.writer.accept(this.values);
    }

    @Override
    public void add(T value) {
        this.iterator.add(value);
        this.writer.accept(this.values);
    }
}
