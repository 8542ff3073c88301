/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

/** Bytes are no valid SIP message. */
public class MessageParseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong */
    public MessageParseException(String message) {
        super(message);
    }

    /** @param message what is wrong */
    public MessageParseException(String message, Throwable cause) {
        super(message, cause);
    }
}
