/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

/** There is no application router: its class cannot be used, or its file is wrong. The message names the place, the reason and the cure. */
public class ApplicationRouterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for an operator */
    public ApplicationRouterException(String message) {
        super(message);
    }

    /** @param message for an operator */
    public ApplicationRouterException(String message, Throwable cause) {
        super(message, cause);
    }
}
