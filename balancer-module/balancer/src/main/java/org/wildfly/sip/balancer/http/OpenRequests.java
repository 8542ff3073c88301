/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.util.HashSet;
import java.util.Set;

import io.undertow.client.ClientConnection;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;

/**
 * The connections to nodes on which requests of one client connection run: when that closes they are closed, too, so that none waits
 * for a stalled node. For HTTP/1.1; streams of HTTP/2 end by themselves. Confined to the connection's I/O thread.
 */
final class OpenRequests {
    private static final AttachmentKey<OpenRequests> KEY = AttachmentKey.create(OpenRequests.class);

    private final Set<ClientConnection> connections = new HashSet<>(2);

    private OpenRequests() {
    }

    static void add(ServerConnection client, ClientConnection connection) {
        if (client instanceof HttpServerConnection) {
            OpenRequests open = client.getAttachment(KEY);
            if (open == null) {
                OpenRequests created = new OpenRequests();
                client.putAttachment(KEY, created);
                client.addCloseListener(closed -> created.close());
                open = created;
            }
            open.connections.add(connection);
        }
    }

    static void remove(ServerConnection client, ClientConnection connection) {
        OpenRequests open = client.getAttachment(KEY);
        if (open != null) {
            open.connections.remove(connection);
        }
    }

    private void close() {
        Set.copyOf(this.connections).forEach(Abort::abort);
    }
}
