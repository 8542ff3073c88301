/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.wildfly.sip.balancer.BalancerLogger;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.reload.ReloadResult;

/**
 * Shows a balancer in JMX, and takes the operator's orders.
 */
final class LoadBalancerManagement implements LoadBalancerMXBean {
    private static final String NAME = "org.wildfly.sip.balancer:type=LoadBalancer";

    private final LoadBalancer balancer;

    private LoadBalancerManagement(LoadBalancer balancer) {
        this.balancer = balancer;
    }

    /** Registers a balancer; one that cannot be is told of, and runs all the same. */
    static void register(LoadBalancer balancer) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            server.registerMBean(new LoadBalancerManagement(balancer), new ObjectName(NAME));
            server.registerMBean(new MobicentsManagement(balancer), new ObjectName(MobicentsManagement.NAME));
        } catch (JMException e) {
            BalancerLogger.LOGGER.noMBean(e);
        }
    }

    @Override
    public int getExternalPort() {
        return this.balancer.externalPort();
    }

    @Override
    public int getInternalPort() {
        return this.balancer.internalPort();
    }

    @Override
    public int getHeartbeatPort() {
        return this.balancer.heartbeatPort();
    }

    @Override
    public Map<String, String> getNodes() {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (Node node : this.balancer.registry().snapshot().all()) {
            nodes.put(node.name(), node.state().name());
        }
        return nodes;
    }

    @Override
    public int getAffinityEntries() {
        return this.balancer.rememberedCalls();
    }

    @Override
    public int getConnections() {
        return this.balancer.connections();
    }

    @Override
    public boolean drain(String node) {
        return this.balancer.registry().drain(node, true);
    }

    @Override
    public boolean undrain(String node) {
        return this.balancer.registry().drain(node, false);
    }

    @Override
    public String reload() {
        ReloadResult result = this.balancer.reloader().reload();
        return result.isGood() ? "changed: " + result.changed() + ", need a restart: " + result.restart() : result.problem();
    }

    @Override
    public Map<String, Long> getMessages() {
        return this.balancer.statistics().snapshot(false);
    }

    @Override
    public Map<String, Long> getDropped() {
        return this.balancer.statistics().snapshot(true);
    }
}
