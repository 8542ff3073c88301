/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.Serializable;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mobicents.tools.sip.balancer.NodeRegisterRMIStub;
import org.mobicents.tools.sip.balancer.SIPNode;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Nodes that announce themselves over RMI, as those of the guide do.
 */
class RmiHeartbeatTestCase {
    private static final String URI = "sip:bob@example.com";

    private Balancer balancer;
    private UdpPeer node;
    private NodeRegisterRMIStub register;

    @AfterEach
    void close() throws Exception {
        this.balancer.close();
    }

    private void start(String... lines) throws Exception {
        this.balancer = new Balancer(("rmiRegistryPort=0\n" + String.join("\n", lines)).split("\n"));
        this.node = this.balancer.add(new UdpPeer());
        this.register = (NodeRegisterRMIStub) LocateRegistry.getRegistry("127.0.0.1", this.balancer.running().heartbeats().rmiPort())
                .lookup("SIPBalancer");
    }

    private NodeState state() {
        return this.balancer.running().registry().state("127.0.0.1:" + this.node.address().getPort());
    }

    private ArrayList<SIPNode> ping(Map<String, ? extends Serializable> more) {
        return ping("127.0.0.1", more);
    }

    private ArrayList<SIPNode> ping(String ip, Map<String, ? extends Serializable> more) {
        Map<String, Serializable> properties = new HashMap<>(more);
        properties.put("udpPort", this.node.address().getPort());
        return new ArrayList<>(List.of(new SIPNode("n1", ip, System.currentTimeMillis(), properties)));
    }

    private long refused() {
        return this.balancer.running().statistics().get(Counter.ANNOUNCEMENTS_REFUSED);
    }

    @Test
    void aNodePingsDrainsAndIsRemoved() throws Exception {
        start();
        UdpPeer phone = this.balancer.phone();
        this.register.handlePing(ping(Map.of("jvmRoute", "jvm1", "version", "2", "sessionId", "17", "httpPort", 8080, "sslPort", 8443)));
        assertThat(state()).isEqualTo(NodeState.UP);
        assertThat(this.balancer.running().registry().snapshot().up(0).description().httpPort()).hasValue(8080);
        phone.send(this.balancer.external(), phone.request("INVITE", URI));
        assertThat(this.node.receive().header("Record-Route")).contains(";version=2>");
        this.register.handlePing(ping(Map.of("GRACEFUL_SHUTDOWN", "true")));
        assertThat(state()).isEqualTo(NodeState.DRAINING);
        this.register.handlePing(ping(Map.of()));
        assertThat(state()).isEqualTo(NodeState.UP);
        this.register.forceRemoval(ping(Map.of()));
        assertThat(state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatExpiredIsBackWithItsNextPing() throws Exception {
        start("nodeTimeout=1000", "heartbeatInterval=20");
        this.register.handlePing(ping(Map.of("sessionId", "17")));
        await().until(() -> state() == NodeState.DOWN);
        this.register.handlePing(ping(Map.of("sessionId", "17")));
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void aSwitchoverIsPassedOn() throws Exception {
        start();
        List<String> switchovers = new CopyOnWriteArrayList<>();
        this.balancer.running().heartbeats().addSwitchover((from, to) -> switchovers.add(from + '>' + to));
        this.register.switchover("a", "b");
        assertThat(switchovers).containsExactly("a>b");
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.switchover("a", null));
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.switchover("a", "b\nforged line"));
    }

    @Test
    void objectsOfOtherClassesAreNotEvenRead() throws Exception {
        start();
        Gadget.READ.clear();
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(ping(Map.of("x", new Gadget()))));
        assertThatExceptionOfType(RemoteException.class)
                .isThrownBy(() -> this.register.handlePing(ping(Map.of("x", new LinkedHashMap<>(Map.of("a", "b"))))));
        ArrayList<Object> raw = new ArrayList<>(List.of(new Gadget()));
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(unchecked(raw)));
        assertThat(Gadget.READ).isEmpty();
        this.register.handlePing(ping(Map.of()));
        assertThat(state()).isEqualTo(NodeState.UP);
    }

    @Test
    void deepOrLongGraphsAreRefused() throws Exception {
        start();
        HashMap<String, Serializable> deep = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            HashMap<String, Serializable> outer = new HashMap<>();
            outer.put("x", deep);
            deep = outer;
        }
        HashMap<String, Serializable> deepest = deep;
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(ping(Map.of("x", deepest))));
        assertThatExceptionOfType(RemoteException.class)
                .isThrownBy(() -> this.register.handlePing(ping(Map.of("x", new Object[1_000_000]))));
        assertThatExceptionOfType(RemoteException.class)
                .isThrownBy(() -> this.register.handlePing(ping(Map.of("x", new byte[1_000_000]))));
        ArrayList<Object> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(new SIPNode("n" + i, "127.0.0.1", 0, Map.of("udpPort", i + 1)));
        }
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(unchecked(many)));
        assertThat(this.balancer.running().registry().snapshot().all()).isEmpty();
    }

    /** Maps as keys of maps: few bytes, of which reading takes for ever, since each key's hash is that of all that is in it. */
    @Test
    @Timeout(60)
    void mapsAsKeysOfMapsAreRefusedBeforeTheyAreHashed() throws Exception {
        start();
        List<HashMap<Serializable, Serializable>> level = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            level.add(new HashMap<>(Map.of("key" + i, i)));
        }
        // More levels would take this test for ever, too.
        List<HashMap<Serializable, Serializable>> next = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            HashMap<Serializable, Serializable> outer = new HashMap<>(Map.of("key" + i, i));
            level.forEach(inner -> outer.put(inner, "x"));
            next.add(outer);
        }
        HashMap<String, Serializable> properties = new HashMap<>();
        for (int i = 0; i < next.size(); i++) {
            properties.put("x" + i, next.get(i));
        }
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(ping(properties)))
                .withStackTraceContaining("filter status: REJECTED");
        assertThat(refused()).isZero();
    }

    @Test
    void whatIsNoNodeIsRefusedAndCounted() throws Exception {
        start();
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(null));
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(ping(null, Map.of())));
        assertThatExceptionOfType(RemoteException.class)
                .isThrownBy(() -> this.register.handlePing(unchecked(new ArrayList<>(List.of("n1")))));
        assertThat(refused()).isEqualTo(3);
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.handlePing(ping("192.0.2.7", Map.of())));
        assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.register.forceRemoval(ping("192.0.2.7", Map.of())));
        assertThat(refused()).isEqualTo(5);
    }

    @Test
    void anAddressThatIsNotAllowedIsRefusedBeforeItIsRead() throws Exception {
        this.balancer = new Balancer("rmiRegistryPort=0", "heartbeatAllowedAddresses=127.0.0.2");
        assertThatExceptionOfType(RemoteException.class).isThrownBy(
                () -> LocateRegistry.getRegistry("127.0.0.1", this.balancer.running().heartbeats().rmiPort()).lookup("SIPBalancer"));
        assertThat(refused()).isPositive();
    }

    @Test
    void connectionsAreLimitedAndFreedAgain() throws Exception {
        start();
        int port = this.balancer.running().heartbeats().rmiPort();
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            silent.add(new Socket("127.0.0.1", port));
        }
        long open = 0;
        for (Socket socket : silent) {
            socket.setSoTimeout(50);
            try {
                open += socket.getInputStream().read() < 0 ? 0 : 1;
            } catch (SocketTimeoutException e) {
                open++;
            } catch (SocketException e) {
                // Reset instead of closed.
                assertThat(e).isNotNull();
            }
        }
        assertThat(open).isBetween(1L, 64L);
        for (Socket socket : silent) {
            socket.close();
        }
        await().ignoreExceptions()
                .until(() -> LocateRegistry.getRegistry("127.0.0.1", port).lookup("SIPBalancer") instanceof NodeRegisterRMIStub);
    }

    @SuppressWarnings("unchecked")
    private static ArrayList<SIPNode> unchecked(ArrayList<?> list) {
        return (ArrayList<SIPNode>) list;
    }

    /** Does something when it is read: what attackers look for. */
    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final List<String> READ = new CopyOnWriteArrayList<>();

        private Object readResolve() {
            READ.add("read");
            return this;
        }
    }
}
