/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the peers of a user agent did against RFC 3261. Safe for use by many threads. */
public final class Violations {
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    void add(String problem) {
        this.problems.add(problem);
    }

    /** All of them so far, in their order. */
    public List<String> list() {
        return List.copyOf(this.problems);
    }
}
