/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.List;
import java.util.Properties;

/**
 * A property and where its characters stand in the file.
 *
 * @param name its name
 * @param position where the name stands
 * @param value its value
 * @param positions where each character of the value stands, and, as the last element, where it ends
 */
record PositionedProperty(String name, Position position, String value, List<Position> positions) {
    /**
     * A place in a file.
     *
     * @param line from 1; 0 if there is no file
     * @param column from 1
     */
    record Position(int line, int column) {
        @Override
        public String toString() {
            return this.line == 0 ? "" : ":" + this.line + ":" + this.column;
        }
    }

    /** Where a character of the value stands. */
    Position at(int index) {
        return this.positions.isEmpty() ? this.position : this.positions.get(index);
    }

    /** Properties that do not come from a file. */
    static List<PositionedProperty> of(Properties properties) {
        return properties.stringPropertyNames().stream().sorted()
                .map(name -> new PositionedProperty(name, new Position(0, 0), properties.getProperty(name), List.of())).toList();
    }
}
