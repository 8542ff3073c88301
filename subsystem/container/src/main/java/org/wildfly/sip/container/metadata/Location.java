/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * A place in a file, for messages.
 *
 * @param file the file as its reader knows it, for instance {@code WEB-INF/sip.xml}
 * @param line from 1
 * @param column from 1
 */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return this.file + ":" + this.line + ":" + this.column;
    }
}
