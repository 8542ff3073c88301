/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.TrafficRecorder;
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
            assertThat(bean.drain("n1")).isTrue();
            assertThat(bean.undrain("n2")).isFalse();
            assertThat(bean.reload()).contains("not started from a file");
            MobicentsMXBean old = JMX.newMXBeanProxy(server, new ObjectName(MobicentsManagement.NAME), MobicentsMXBean.class);
            assertThat(old.getNodes()).singleElement().asString().startsWith("n1 DRAINING");
            assertThat(old.getNumberOfRequestsProcessed() + old.getNumberOfResponsesProcessed() + old.getNumberOfBytesTransferred())
                    .isZero();
            assertThat(old.getNumberOfActiveSipConnections()).isZero();
            assertThat(old.getNodeExpiration()).isEqualTo(5100);
            assertThat(old.getNodeExpirationTaskInterval()).isEqualTo(150);
            TrafficRecorder traffic = balancer.statistics().traffic().newRecorder();
            traffic.received(Direction.TO_NODES, Transport.UDP, message("BYE sip:a@b SIP/2.0"));
            traffic.received(Direction.TO_CLIENTS, Transport.UDP, message("SIP/2.0 481 Gone"));
            assertThat(old.getRequestsProcessedByMethod("bye")).isEqualTo(1);
            assertThat(old.getRequestsProcessedByMethod("DANCE")).isZero();
            assertThat(old.getResponsesProcessedByStatusCode("4XX")).isEqualTo(1);
            assertThat(old.getResponsesProcessedByStatusCode("481")).isEqualTo(1);
            assertThat(old.getResponsesProcessedByStatusCode("no")).isZero();
        } finally {
            server.unregisterMBean(name);
            server.unregisterMBean(new ObjectName(MobicentsManagement.NAME));
        }
    }

    private static SipMessage message(String startLine) {
        SipMessage message = new SipMessage(new SipHash(0, 0));
        byte[] bytes = (startLine + "\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@b>;tag=2\r\n"
                + "Call-ID: 1\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(new SipScanner(message).scanDatagram(bytes, 0, bytes.length)).isNull();
        return message;
    }
}
