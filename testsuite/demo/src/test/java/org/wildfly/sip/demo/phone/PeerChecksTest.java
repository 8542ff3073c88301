/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.demo.phone.message.SipMessage;

/** A peer's faults do not go unseen. */
class PeerChecksTest {
    private static SipMessage request(IncomingCall call, String method, long cseq, String uri, DatagramChannel peer) throws Exception {
        return SipMessage.request(method, uri)
                .add("Via", "SIP/2.0/UDP 127.0.0.1:" + peer.socket().getLocalPort() + ";branch=z9hG4bK" + Identifiers.next())
                .add("Max-Forwards", "70")
                .add("From", call.invite().header("From"))
                .add("To", call.invite().header("To") + ";tag=" + call.localTag())
                .add("Call-ID", call.callId())
                .add("CSeq", cseq + " " + method)
                .build();
    }

    @Test
    void aRepeatedCSeqAWrongRequestUriAndGarbageAreNoticed() throws Exception {
        try (UserAgent callee = UserAgent.open("callee", null);
                UserAgent caller = UserAgent.open("caller", null);
                DatagramChannel peer = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            Phone alice = caller.phone("alice", "example.com", callee.address());
            Phone bob = callee.phone("bob", "example.com", caller.address());
            OutgoingCall call = alice.call(bob.address());
            IncomingCall incoming = bob.nextCall().get(5, TimeUnit.SECONDS);
            incoming.answer().get(5, TimeUnit.SECONDS);
            call.info().get(5, TimeUnit.SECONDS);
            assertThat(callee.violations().list()).isEmpty();

            peer.send(ByteBuffer.wrap(request(incoming, "INFO", 2, bob.contact(), peer).encode()), callee.address());
            await().atMost(Duration.ofSeconds(5)).until(() -> callee.violations().list().size() == 1);
            assertThat(callee.violations().list().get(0)).contains("CSeq 2 after 2");

            peer.send(ByteBuffer.wrap(request(incoming, "INFO", 3, "sip:bob@127.0.0.1:1", peer).encode()), callee.address());
            await().atMost(Duration.ofSeconds(5)).until(() -> callee.violations().list().size() == 2);
            assertThat(callee.violations().list().get(1)).contains("is addressed to");

            peer.send(ByteBuffer.wrap("no SIP\r\n\r\n".getBytes()), callee.address());
            await().atMost(Duration.ofSeconds(5)).until(() -> callee.violations().list().size() == 3);
            assertThat(callee.violations().list().get(2)).contains("Garbage");
        }
    }
}
