/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.codec;

/** Bytes are not those of a state. */
public class StateFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** @param message where and why */
    public StateFormatException(String message) {
        super(message);
    }

    /** @param message where and why */
    public StateFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
