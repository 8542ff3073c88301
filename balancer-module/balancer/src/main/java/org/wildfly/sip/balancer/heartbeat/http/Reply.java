/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.http;

/**
 * What a node is answered.
 *
 * @param status the HTTP status code
 * @param body   JSON
 */
record Reply(int status, String body) {

    /** The command has been carried out. */
    static Reply ok(String command) {
        return new Reply(200, "{\"" + command + "\":\"OK\"}");
    }

    /**
     * It has not.
     *
     * @param reason constant text
     */
    static Reply error(int status, String reason) {
        return new Reply(status, "{\"error\":\"" + reason + "\"}");
    }
}
