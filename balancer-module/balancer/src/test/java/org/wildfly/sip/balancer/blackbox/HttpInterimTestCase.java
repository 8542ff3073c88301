/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * What becomes of the interim responses of a node (RFC 9110 section 15.2).
 */
class HttpInterimTestCase {

    @Test
    void whatComesAfterEarlyHintsIsNeverTheAnswerToAnotherRequest() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            Semaphore first = new Semaphore(0);
            RawHttpNode node = balancer.add(new RawHttpNode(socket -> {
                while (!RawHttpNode.readHeader(socket.getInputStream()).isEmpty()) {
                    RawHttpNode.write(socket, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
                    first.acquire();
                    RawHttpNode.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
                }
            }));
            HttpNode.register(balancer, "n1", NodeState.UP, node.port());
            String request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            HttpClients.raw(balancer.running().http().port(), request);
            first.release();
            assertThat(HttpClients.raw(balancer.running().http().port(), request)).doesNotContain("secret");
        }
    }
}
