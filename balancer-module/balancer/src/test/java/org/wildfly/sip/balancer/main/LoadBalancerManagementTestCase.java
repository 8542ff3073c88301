/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.Map;

import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What JMX shows.
 */
class LoadBalancerManagementTestCase {

    @Test
    void nodesAndCountsAreShown() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("org.wildfly.sip.balancer:type=LoadBalancer");
        String file = "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536";
        try (LoadBalancer balancer = new LoadBalancer(new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(file)))) {
            LoadBalancerManagement.register(balancer);
            balancer.registry().nodeRegistered(
                    NodeDescription.of("n1", "0", Map.of(Transport.UDP, new InetSocketAddress("127.0.0.1", 5080))), NodeState.DRAINING);
            LoadBalancerMXBean bean = JMX.newMXBeanProxy(server, name, LoadBalancerMXBean.class);
            assertThat(bean.getNodes()).containsExactly(Map.entry("n1", "DRAINING"));
            assertThat(bean.getExternalPort()).isEqualTo(balancer.externalPort());
            assertThat(bean.getAffinityEntries()).isZero();
            assertThat(bean.getConnections()).isZero();
            assertThat(bean.getMessages()).containsEntry("requestsToNodes", 0L);
            assertThat(bean.getDropped()).containsEntry("garbage", 0L).doesNotContainKey("requestsToNodes");
        } finally {
            server.unregisterMBean(name);
        }
    }
}
