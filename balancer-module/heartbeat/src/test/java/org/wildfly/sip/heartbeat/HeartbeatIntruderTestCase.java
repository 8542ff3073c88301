/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * Those who do not know the secret, or do not keep to the protocol.
 */
class HeartbeatIntruderTestCase extends HeartbeatScene {
    @Test
    void aWrongSecretOrNoneIsRefusedOnBothSides() throws Exception {
        HeartbeatServer secured = server("s3cret", Duration.ofSeconds(5));
        HeartbeatServer open = server(null, Duration.ofSeconds(5));
        HeartbeatClient wrong = client("n1", "other", secured.localAddress(), new Recorder("n1"));
        HeartbeatClient none = client("n2", null, secured.localAddress(), new Recorder("n2"));
        HeartbeatClient unexpected = client("n3", "s3cret", open.localAddress(), new Recorder("n3"));
        HeartbeatClient right = client("n4", "s3cret", secured.localAddress(), new Recorder("n4"));
        await().until(() -> !right.balancers().isEmpty());
        await().during(Duration.ofMillis(300))
                .until(() -> wrong.balancers().isEmpty() && none.balancers().isEmpty() && unexpected.balancers().isEmpty());
        assertThat(this.events).filteredOn(event -> event.startsWith("registered")).containsExactly("registered n4 UP");
    }

    @Test
    void aReplayedFrameEndsTheConnection() throws Exception {
        HeartbeatServer server = server("s3cret", Duration.ofSeconds(5));
        try (RawNode raw = new RawNode(server.localAddress(), "s3cret")) {
            raw.register("n1");
            byte[] drain = raw.sealed(FrameType.STATE, new PayloadWriter().i64(1).u8(NodeState.DRAINING.code()).toBytes());
            raw.write(drain);
            await().until(() -> this.events.contains("state n1 DRAINING"));
            raw.write(drain);
            assertThat(raw.isClosedByServer()).isTrue();
        }
        assertThat(this.events).filteredOn("state n1 DRAINING"::equals).hasSize(1);
    }

    @Test
    void aRecordedConnectionCannotBePlayedAgain() throws Exception {
        HeartbeatServer server = server("s3cret", Duration.ofSeconds(5));
        byte[] recorded;
        try (RawNode raw = new RawNode(server.localAddress(), "s3cret")) {
            raw.register("n1");
            recorded = raw.sent();
        }
        await().until(() -> this.events.stream().anyMatch(event -> event.startsWith("down n1")));
        this.events.clear();
        try (Socket again = new Socket(LOOPBACK, server.localAddress().getPort())) {
            again.setSoTimeout(5000);
            again.getOutputStream().write(recorded);
            // A challenge of another nonce, then a refusal, and the end.
            DataInputStream in = new DataInputStream(again.getInputStream());
            in.skipNBytes(in.readInt());
            int length = in.readInt();
            assertThat(in.readByte()).isEqualTo(FrameType.REFUSED.code());
            assertThat(Refusal.of(in.readByte())).isEqualTo(Refusal.SECRET_WRONG);
            assertThat(length).isEqualTo(2);
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(this.events).isEmpty();
    }

    @Test
    void garbageEndsItsOwnConnectionOnly() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        HeartbeatClient client = client("n1", null, server.localAddress(), new Recorder("n1"));
        await().until(() -> !client.balancers().isEmpty());
        Random random = new Random(20260301);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(300)];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                // A plausible length, so that the frame itself is looked at.
                garbage = RawNode.frame(random.nextInt(14), garbage);
            }
            try (Socket socket = new Socket(LOOPBACK, server.localAddress().getPort())) {
                socket.getOutputStream().write(garbage);
            } catch (IOException e) {
                // Closed by the server before all was written.
                assertThat(e).isNotNull();
            }
        }
        client.announce(NodeState.DRAINING).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(this.events).contains("state n1 DRAINING").doesNotContain("n1 lost lb1");
    }

    @Test
    void aFrameInPiecesIsAFrame() throws Exception {
        HeartbeatServer server = server(null, Duration.ofSeconds(5));
        try (Socket socket = new Socket(LOOPBACK, server.localAddress().getPort())) {
            socket.setTcpNoDelay(true);
            for (byte b : RawNode.frame(FrameType.HELLO.code(), Hello.write(false, SessionKeys.nonce()))) {
                socket.getOutputStream().write(b);
            }
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(5)[4]).isEqualTo(FrameType.CHALLENGE.code());
        }
    }
}
