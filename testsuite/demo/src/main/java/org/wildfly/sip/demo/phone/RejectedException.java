/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** A call was answered with something else than 2xx. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RejectedException(SipMessage response) {
        super(response.toString());
        this.status = response.status();
    }

    /** The status code. */
    public int status() {
        return this.status;
    }
}
