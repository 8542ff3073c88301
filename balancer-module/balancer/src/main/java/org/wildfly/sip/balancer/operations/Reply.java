/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.nio.charset.StandardCharsets;

/**
 * What an endpoint answers.
 *
 * @param status      of HTTP
 * @param contentType of the body
 * @param body        not changed any more
 */
record Reply(int status, String contentType, byte[] body) {
    static final String TEXT = "text/plain; charset=utf-8";

    static Reply text(int status, String text) {
        return new Reply(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(int status, Json.Content content) {
        return new Reply(status, "application/json", Json.bytes(content));
    }
}
