/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

/** A SIP application cannot be deployed; the message names the element or class, the reason and the cure. */
public class SipDeploymentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message for whoever deploys the application */
    public SipDeploymentException(String message) {
        super(message);
    }

    /** @param message for whoever deploys the application */
    public SipDeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
