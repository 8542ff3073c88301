/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.balancer.reload.ConfigurationFile;
import org.wildfly.sip.balancer.statistics.Counter;

/**
 * Messages that are kept and sent to Homer.
 */
class CaptureTestCase {
    private static final String SECRET = "Authorization: Digest username=\"a\", response=\"5ecret\"";

    @TempDir
    private Path directory;

    private static Map<Integer, ByteBuffer> chunks(DatagramSocket homer) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        homer.setSoTimeout(5000);
        homer.receive(packet);
        ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        assertThat(bytes.getInt()).isEqualTo(0x48455033);
        assertThat(bytes.getShort() & 0xffff).isEqualTo(packet.getLength());
        Map<Integer, ByteBuffer> chunks = new TreeMap<>();
        while (bytes.hasRemaining()) {
            assertThat(bytes.getShort()).isZero();
            int type = bytes.getShort();
            int length = bytes.getShort() - 6;
            chunks.put(type, bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
        return chunks;
    }

    @Test
    void homerGetsWhatComesAndWhatIsSentWithoutSecrets() throws Exception {
        try (DatagramSocket homer = new DatagramSocket(0, InetAddress.getByName(Balancer.HOST));
                Balancer balancer = new Balancer("hepHost=127.0.0.1", "hepPort=" + homer.getLocalPort(), "hepId=7", "hepPassword=pw")) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            phone.send(balancer.external(), phone.request("INVITE", "sip:bob@example.com").with(SECRET));
            node.receive();
            Map<Integer, ByteBuffer> in = chunks(homer);
            assertThat(in.get(1).get()).isEqualTo((byte) 2);
            assertThat(in.get(2).get()).isEqualTo((byte) 17);
            assertThat(in.get(3).getInt()).isEqualTo(0x7f000001);
            assertThat(in.get(7).getShort() & 0xffff).isEqualTo(phone.address().getPort());
            assertThat(in.get(8).getShort() & 0xffff).isEqualTo(balancer.external().getPort());
            assertThat(in.get(9).getInt()).isCloseTo((int) (System.currentTimeMillis() / 1000), within(30));
            assertThat(in.get(10).getInt()).isBetween(0, 999_999);
            assertThat(in.get(11).get()).isEqualTo((byte) 1);
            assertThat(in.get(12).getInt()).isEqualTo(7);
            assertThat(StandardCharsets.UTF_8.decode(in.get(14)).toString()).isEqualTo("pw");
            assertThat(StandardCharsets.UTF_8.decode(in.get(15)).toString()).startsWith("INVITE ").contains("response=\"xxxxxx\"");
            Map<Integer, ByteBuffer> out = chunks(homer);
            assertThat(out.get(7).getShort() & 0xffff).isEqualTo(balancer.internal().getPort());
            assertThat(out.get(8).getShort() & 0xffff).isEqualTo(node.address().getPort());
            assertThat(StandardCharsets.UTF_8.decode(out.get(15)).toString()).contains("Record-Route").doesNotContain("5ecret");
        }
    }

    @Test
    void theLastMessagesAreKeptAndCanBeLookedForAndTheMemoryHasABound() throws Exception {
        try (Balancer balancer = new Balancer("captureBufferSize=20000")) {
            UdpPeer phone = balancer.phone();
            balancer.node("n1");
            phone.send(balancer.external(), phone.request("OPTIONS", "sip:first@example.com"));
            await().until(() -> balancer.running().capture().text("sip:first@").split("--- ").length == 3);
            assertThat(balancer.running().capture().text("no such call")).isEmpty();
            for (int i = 0; i < 60; i++) {
                phone.send(balancer.external(), phone.request("OPTIONS", "sip:next@example.com"));
            }
            await().until(() -> balancer.running().capture().text("sip:first@").isEmpty());
            assertThat(balancer.running().capture().text(null)).hasSizeLessThan(40_000);
        }
    }

    @Test
    void nothingIsCapturedUnlessItIsConfiguredAndItCanBeWhileTheBalancerRuns() throws Exception {
        Path file = this.directory.resolve("lb.properties");
        String off = "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\n";
        Files.writeString(file, off);
        ConfigurationFile source = new ConfigurationFile(file, new ConfigurationReader(warning -> {
        }));
        try (LoadBalancer balancer = new LoadBalancer(source.read(), source)) {
            assertThat(balancer.capture().isOn()).isFalse();
            Files.writeString(file, off + "captureBufferSize=10000\n");
            assertThat(balancer.reloader().reload().changed()).containsExactly("captureBufferSize");
            assertThat(balancer.capture().isOn()).isTrue();
            Files.writeString(file, off);
            assertThat(balancer.reloader().reload().isGood()).isTrue();
            assertThat(balancer.capture().isOn()).isFalse();
        }
    }

    @Test
    void aHomerThatIsNotThereHoldsNothingUp() throws Exception {
        int port;
        try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getByName(Balancer.HOST))) {
            port = gone.getLocalPort();
        }
        try (Balancer balancer = new Balancer("hepHost=127.0.0.1", "hepPort=" + port)) {
            UdpPeer phone = balancer.phone();
            UdpPeer node = balancer.node("n1");
            for (int i = 0; i < 20; i++) {
                phone.send(balancer.external(), phone.request("OPTIONS", "sip:bob@example.com"));
                assertThat(node.receive().method()).isEqualTo("OPTIONS");
            }
            assertThat(balancer.running().statistics().get(Counter.INTERNAL_ERROR)).isZero();
        }
    }
}
