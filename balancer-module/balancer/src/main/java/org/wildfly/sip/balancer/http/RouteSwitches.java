/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the HTTP sessions of dead nodes have gone, as nodes have told: from the one's jvmRoute to the other's. A bounded number of the
 * latest is kept. For any thread.
 */
public final class RouteSwitches {
    private static final int MAX_SWITCHES = 1024;
    private static final int MAX_ROUTE_LENGTH = 255;

    private final Map<String, String> latest = new LinkedHashMap<>();
    private volatile Map<String, String> switches = Map.of();

    /**
     * A node has taken over the sessions of another. It counts as long as that one is dead.
     *
     * @param from the jvmRoute of the dead node
     * @param to   the jvmRoute of the node that has the sessions now
     */
    public synchronized void switched(String from, String to) {
        if (from.equals(to) || to.equals(this.latest.get(from)) || from.length() > MAX_ROUTE_LENGTH || to.length() > MAX_ROUTE_LENGTH) {
            return;
        }
        this.latest.remove(from);
        this.latest.put(from, to);
        if (this.latest.size() > MAX_SWITCHES) {
            this.latest.remove(this.latest.keySet().iterator().next());
        }
        this.switches = Map.copyOf(this.latest);
    }

    /** Where the sessions of a route went, or null if they went nowhere. */
    String after(String route) {
        return this.switches.get(route);
    }
}
