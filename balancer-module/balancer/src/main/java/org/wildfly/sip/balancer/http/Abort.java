/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;

import io.undertow.client.ClientConnection;
import org.xnio.IoUtils;

/**
 * Ends a connection to a node in the middle of a request, so that the node can tell: closing it the usual way would end a body in chunks
 * as if it were complete.
 */
final class Abort {
    private Abort() {
    }

    /** To be called on the connection's I/O thread. */
    static void abort(ClientConnection connection) {
        try {
            // An upgrade hands out the connection itself, without what writes HTTP.
            IoUtils.safeClose(connection.performUpgrade());
        } catch (IOException e) {
            // It is closed already.
            IoUtils.safeClose(connection);
        }
    }
}
