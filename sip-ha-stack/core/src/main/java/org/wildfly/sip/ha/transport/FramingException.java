/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

import java.io.IOException;

/** What came on a connection does not show where a message ends; nothing after it can be understood. */
final class FramingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String status;
    private final transient byte[] message;

    /**
     * @param status the answer, if it is a request
     * @param message what is there of it
     */
    FramingException(String status, byte[] message) {
        super(status);
        this.status = status;
        this.message = message;
    }

    String status() {
        return this.status;
    }

    byte[] message() {
        return this.message;
    }
}
