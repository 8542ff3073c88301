/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

/**
 * What a balancer may send to a node.
 */
public enum NodeState {
    /** New dialogs and those that it has. */
    UP(1),
    /** Only the dialogs that it has: the node is about to leave. */
    DRAINING(2),
    /** Nothing: the node is dead or has left. Never announced by the node itself. */
    DOWN(3);

    private final int code;

    NodeState(int code) {
        this.code = code;
    }

    /** True if messages may be sent to a node in this state. */
    public boolean isAlive() {
        return this != DOWN;
    }

    int code() {
        return this.code;
    }

    /** The state of a number from the wire, or null if there is none. */
    static NodeState of(int code) {
        for (NodeState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        return null;
    }
}
