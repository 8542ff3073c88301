/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A balancer with two ports, a phone and a node on UDP, anew for each test.
 */
abstract class UdpScene {
    static final String URI = "sip:bob@example.com";

    Balancer balancer;
    UdpPeer phone;
    UdpPeer node;

    @BeforeEach
    void start() throws Exception {
        this.balancer = new Balancer();
        this.phone = this.balancer.phone();
        this.node = this.balancer.node("n1");
    }

    @AfterEach
    void stop() throws Exception {
        this.balancer.close();
    }
}
