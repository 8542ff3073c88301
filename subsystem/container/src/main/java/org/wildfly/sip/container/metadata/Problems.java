/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.container.SipDeploymentException;

/** Gathers what is wrong with a descriptor or an application, so that all of it is reported at once. Not safe for use by many threads. */
final class Problems {
    private final List<String> messages = new ArrayList<>();

    /**
     * Notes a problem.
     *
     * @param where a {@link Location}, or the class that has the annotation
     * @param what the element or annotation, the reason and the cure
     */
    void add(Object where, String what) {
        this.messages.add(where + ": " + what);
    }

    /** @throws SipDeploymentException if there is a problem; its message has them all, in the order in which they were found */
    void throwIfAny() throws SipDeploymentException {
        if (this.messages.size() == 1) {
            throw new SipDeploymentException(this.messages.get(0));
        }
        if (!this.messages.isEmpty()) {
            throw new SipDeploymentException(this.messages.size() + " problems:\n  " + String.join("\n  ", this.messages));
        }
    }
}
