/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One balancer for all tests of a class, and a phone and nodes on UDP for each of them. Register it as a static extension. */
public final class TestBed implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final StartedBalancer.Starter starter;
    private final String[] names;
    private final List<BalancedNode> nodes = new ArrayList<>();
    private StartedBalancer balancer;
    private UdpPeer phone;

    /**
     * @param nodes their names, which may be none
     */
    public TestBed(StartedBalancer.Starter starter, String... nodes) {
        this.starter = starter;
        this.names = nodes;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        this.balancer = this.starter.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        this.phone = this.balancer.phone();
        for (String name : this.names) {
            this.nodes.add(this.balancer.node(name));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        this.nodes.clear();
        this.balancer.dismiss();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        this.balancer.close();
    }

    public StartedBalancer balancer() {
        return this.balancer;
    }

    /** The phone of this test, which sends to the external port. */
    public UdpPeer phone() {
        return this.phone;
    }

    /** The nodes of this test. */
    public List<BalancedNode> nodes() {
        return List.copyOf(this.nodes);
    }

    /** The first node of this test. */
    public BalancedNode node() {
        return this.nodes.get(0);
    }
}
