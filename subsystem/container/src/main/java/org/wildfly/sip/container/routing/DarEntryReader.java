/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.wildfly.sip.container.routing.PositionedProperty.Position;

/**
 * Takes a value of a DAR file apart: {@code ("a", "b", ...), ("c", ...)}. Extra commas and semicolons between entries are passed over,
 * because files in use have them. For one use by one thread.
 */
final class DarEntryReader {
    private final PositionedProperty property;
    private final String value;
    private final BiConsumer<Position, String> problems;
    private int index;

    /** What stands in one pair of parentheses. */
    record Entry(Position position, List<Field> fields) {
    }

    /** What stands in one pair of quotation marks. */
    record Field(Position position, String text) {
    }

    DarEntryReader(PositionedProperty property, BiConsumer<Position, String> problems) {
        this.property = property;
        this.value = property.value();
        this.problems = problems;
    }

    List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        this.skip(" \t,;");
        while (this.index < this.value.length()) {
            if (this.value.charAt(this.index) == '(') {
                Entry entry = this.readEntry();
                if (entry != null) {
                    entries.add(entry);
                }
            } else {
                this.problem("an entry begins with (. Write (\"application\", \"DAR:From\", \"ORIGINATING\", \"\", \"NO_ROUTE\", \"0\").");
                this.moveTo('(');
            }
            this.skip(" \t,;");
        }
        return entries;
    }

    private Entry readEntry() {
        Position position = this.property.at(this.index);
        List<Field> fields = new ArrayList<>();
        do {
            this.index++;
            this.skip(" \t");
            Field field = this.readField();
            if (field == null) {
                return null;
            }
            fields.add(field);
            this.skip(" \t");
        } while (this.isAt(','));
        if (!this.isAt(')')) {
            this.problem("a comma or ) is missing before this.");
            this.moveBehind(')');
            return null;
        }
        this.index++;
        return new Entry(position, fields);
    }

    private Field readField() {
        Position position = this.property.at(this.index);
        int end = this.isAt('"') ? this.value.indexOf('"', this.index + 1) : -1;
        if (end < 0) {
            this.problem(this.isAt('"') ? "the closing quotation mark of this is missing." : "a value in quotation marks is missing here.");
            this.moveBehind(')');
            return null;
        }
        String text = this.value.substring(this.index + 1, end).strip();
        this.index = end + 1;
        return new Field(position, text);
    }

    private boolean isAt(char c) {
        return this.index < this.value.length() && this.value.charAt(this.index) == c;
    }

    private void skip(String characters) {
        while (this.index < this.value.length() && characters.indexOf(this.value.charAt(this.index)) >= 0) {
            this.index++;
        }
    }

    private void moveTo(char c) {
        int found = this.value.indexOf(c, this.index);
        this.index = found < 0 ? this.value.length() : found;
    }

    private void moveBehind(char c) {
        this.moveTo(c);
        this.index = Math.min(this.index + 1, this.value.length());
    }

    private void problem(String message) {
        this.problems.accept(this.property.at(this.index), message);
    }
}
