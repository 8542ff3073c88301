/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A request that the gate has let pass.
 *
 * @param method GET or POST
 * @param path   decoded
 * @param query  as it was sent, or null
 */
record Request(String method, String path, String query) {

    boolean isPost() {
        return this.method.equals("POST");
    }

    /** The value of a query parameter, decoded; null if there is none. */
    String parameter(String name) {
        if (this.query == null) {
            return null;
        }
        for (String pair : this.query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                try {
                    return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    // A percent sign that begins nothing: the same as no value.
                    return null;
                }
            }
        }
        return null;
    }
}
