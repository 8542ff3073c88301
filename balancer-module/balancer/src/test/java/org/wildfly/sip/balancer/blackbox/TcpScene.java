/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A balancer with two ports, and a phone with a connection to it, anew for each test.
 */
abstract class TcpScene {
    static final String URI = "sip:bob@example.com";

    Balancer balancer;
    TcpPeer phone;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer();
        this.phone = this.balancer.tcpPhone();
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }
}
