/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What is counted of the traffic.
 */
class TrafficTestCase {
    private static final String HEADERS = "Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\n"
            + "Call-ID: 1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";

    private final Traffic traffic = new Traffic();
    private final NodeTraffic node = new NodeTraffic();

    private static SipMessage message(String startLine) {
        SipMessage message = new SipMessage(new SipHash(0, 0));
        byte[] bytes = (startLine + "\r\n" + HEADERS).getBytes(StandardCharsets.US_ASCII);
        assertThat(new SipScanner(message).scanDatagram(bytes, 0, bytes.length)).isNull();
        return message;
    }

    @Test
    void whatHasComeIsCountedByLegTransportMethodAndStatus() {
        TrafficRecorder recorder = this.traffic.newRecorder();
        SipMessage invite = message("INVITE sip:b@b SIP/2.0");
        recorder.received(Direction.TO_NODES, Transport.TCP, invite);
        recorder.received(Direction.TO_CLIENTS, Transport.UDP, message("SIP/2.0 486 Busy"));
        recorder.received(Direction.TO_CLIENTS, Transport.UDP, message("SIP/2.0 699 Strange"));
        recorder.answered(503);
        Traffic.Snapshot snapshot = this.traffic.snapshot();
        assertThat(snapshot.requests(Direction.TO_NODES, Transport.TCP, Method.INVITE)).isEqualTo(1);
        assertThat(snapshot.requests(Direction.TO_NODES, Transport.UDP, Method.INVITE)).isZero();
        assertThat(snapshot.bytes(Direction.TO_NODES, Transport.TCP)).isEqualTo(invite.end());
        assertThat(snapshot.responses(Direction.TO_CLIENTS, Transport.UDP)).isEqualTo(2);
        assertThat(snapshot.responses(Direction.TO_CLIENTS, 486)).isEqualTo(1);
        assertThat(snapshot.responses(Direction.TO_CLIENTS, 699)).isEqualTo(1);
        assertThat(snapshot.answers(503)).isEqualTo(1);
    }

    @Test
    void whatANodeGetsAndGivesIsCountedByMethodAndClassWithItsTime() {
        TrafficRecorder recorder = this.traffic.newRecorder();
        recorder.request(this.node, Direction.TO_NODES, Method.INVITE);
        recorder.response(this.node, Direction.TO_CLIENTS, Method.INVITE, 180);
        recorder.response(this.node, Direction.TO_CLIENTS, Method.INVITE, 603);
        recorder.responseTime(this.node, Method.INVITE, 180, 1000);
        recorder.responseTime(this.node, Method.INVITE, 603, 3_000_000);
        recorder.responseTime(this.node, Method.BYE, 100, 1);
        recorder.response(null, Direction.TO_NODES, Method.BYE, 200);
        NodeTraffic.Snapshot snapshot = this.node.snapshot();
        assertThat(snapshot.requests(Direction.TO_NODES)).isEqualTo(1);
        assertThat(snapshot.requests(Direction.TO_CLIENTS)).isZero();
        assertThat(snapshot.responses(Direction.TO_CLIENTS, Method.INVITE, 1)).isEqualTo(1);
        assertThat(snapshot.responses(Direction.TO_CLIENTS, 6)).isEqualTo(1);
        assertThat(snapshot.times(ResponseTime.INVITE_PROVISIONAL).quantile(0.99)).isBetween(1000L, 1250L);
        assertThat(snapshot.times(ResponseTime.INVITE_FINAL).sum()).isEqualTo(3_000_000);
        assertThat(snapshot.times(ResponseTime.OTHER_FINAL).count()).isZero();
        assertThat(snapshot.times(ResponseTime.OTHER_FINAL).quantile(0.5)).isZero();
        assertThat(this.traffic.unknownNode().snapshot().responses(Direction.TO_NODES, Method.BYE, 2)).isEqualTo(1);
    }

    @Test
    void threadsThatCountAtTheSameTimeLoseNothing() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                TrafficRecorder recorder = this.traffic.newRecorder();
                for (int each = 0; each < 100_000; each++) {
                    recorder.request(this.node, Direction.TO_NODES, Method.OPTIONS);
                }
            }, "counting");
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(this.node.snapshot().requests(Direction.TO_NODES, Method.OPTIONS)).isEqualTo(400_000);
    }

    @Test
    void countingAllocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        TrafficRecorder recorder = this.traffic.newRecorder();
        SipMessage invite = message("INVITE sip:b@b SIP/2.0");
        countAll(recorder, invite, 20_000);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        countAll(recorder, invite, 20_000);
        // The measuring itself may allocate a little.
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before).isLessThan(20_000);
    }

    private void countAll(TrafficRecorder recorder, SipMessage invite, int times) {
        for (int i = 0; i < times; i++) {
            recorder.received(Direction.TO_NODES, Transport.UDP, invite);
            recorder.request(this.node, Direction.TO_NODES, Method.INVITE);
            recorder.response(this.node, Direction.TO_CLIENTS, Method.INVITE, 200);
            recorder.responseTime(this.node, Method.INVITE, 200, i);
        }
    }
}
