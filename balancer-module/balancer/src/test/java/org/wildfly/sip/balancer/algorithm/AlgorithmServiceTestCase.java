/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.response;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * What becomes of calls when the algorithm, or a property of it, changes while they run.
 */
class AlgorithmServiceTestCase {
    private static final int CALLS = 400;

    private final TestNodes nodes = TestNodes.of(4);

    @TempDir
    private Path directory;

    private static BalancerConfiguration configuration(String... lines) throws IOException {
        try {
            return new ConfigurationReader(warning -> {
            }).read("lb.properties", new StringReader("host=127.0.0.1\nexternalPort=5060\n" + String.join("\n", lines)));
        } catch (ConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private AlgorithmService service(String... lines) throws IOException {
        return service(Runnable::run, lines);
    }

    private AlgorithmService service(Executor endings, String... lines) throws IOException {
        return new AlgorithmService(new AlgorithmContext(configuration(lines).algorithm(), InetAddress.getLoopbackAddress(),
                () -> new SipHash(0, 0), this.nodes.clock::get), endings);
    }

    private static void change(AlgorithmService service, String... lines) throws IOException {
        service.prepare(configuration(lines)).run();
    }

    private Node select(AlgorithmService service, SipMessage message) {
        return service.current().select(message, this.nodes.now(), null);
    }

    /** Calls that are established, and their nodes. */
    private Map<String, Node> calls(AlgorithmService service) {
        Map<String, Node> calls = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            calls.put("call-" + i, select(service, request("INVITE", "call-" + i, false)));
            service.current().completed(response(200, "INVITE", "call-" + i));
        }
        return calls;
    }

    private void assertKept(AlgorithmService service, Map<String, Node> calls) {
        calls.forEach((call, node) -> assertThat(select(service, request("INFO", call, true)).name()).isEqualTo(node.name()));
    }

    @Test
    void callsKeepTheirNodesWhenPropertiesChange() throws IOException {
        AlgorithmService service = service("callIdAffinityMaxEntries=2048");
        Map<String, Node> calls = calls(service);
        change(service, "callIdAffinityMaxEntries=65536", "callIdAffinityGroupFailover=true");
        assertKept(service, calls);
        change(service, "callIdAffinityMaxEntries=4096");
        change(service, "callIdAffinityMaxEntries=131072");
        assertThat(service.current().size()).isEqualTo(CALLS);
        service.expire();
        service.expire();
        assertThat(service.current().size()).isEqualTo(CALLS);
        assertKept(service, calls);
    }

    @Test
    void callsAreForgottenAfterTheTimeThatIsInEffectNow() throws IOException {
        AlgorithmService service = service("callIdAffinityMaxTimeInCache=500");
        select(service, request("INVITE", "old", false));
        change(service, "callIdAffinityMaxTimeInCache=10");
        select(service, request("INVITE", "new", false));
        this.nodes.pass(Duration.ofSeconds(11));
        service.expire();
        assertThat(service.current().size()).isEqualTo(1);
        change(service, "callIdAffinityMaxTimeInCache=1000");
        select(service, request("INVITE", "old", false));
        this.nodes.pass(Duration.ofSeconds(900));
        service.expire();
        assertThat(service.current().size()).isEqualTo(1);
    }

    @Test
    void callsKeepTheirNodesWhenAnotherAlgorithmRemembersCallsToo() throws IOException {
        AlgorithmService service = service("algorithmClass=CallIdAffinity");
        Map<String, Node> calls = calls(service);
        for (String next : new String[]{"LeastLoaded", "UserAffinity", "HeaderConsistentHash", "ClusterSubdomainAffinity",
                "ActiveStandby"}) {
            change(service, "algorithmClass=" + next);
            assertKept(service, calls);
        }
    }

    @Test
    void aDialogThatHasMovedStaysWhereItIsWhenTheHashTakesOver() throws IOException {
        AlgorithmService service = service("algorithmClass=CallIdAffinity");
        Map<String, Node> calls = calls(service);
        this.nodes.down(1);
        SipMessage info = request("INFO", "call-0", true);
        assertThat(calls.get("call-0").name()).isEqualTo("n1");
        String survivor = service.current().select(info, this.nodes.now(), this.nodes.get(1)).name();
        change(service, "algorithmClass=HeaderConsistentHash");
        this.nodes.up(1);
        assertThat(service.current().follow(info, this.nodes.now(), this.nodes.get(1)).name()).isEqualTo(survivor);
    }

    @Test
    void theActiveNodeStaysActive() throws IOException {
        AlgorithmService service = service("algorithmClass=ActiveStandby");
        this.nodes.down(1);
        assertThat(select(service, request("INVITE", "a", false)).name()).isEqualTo("n2");
        this.nodes.up(1);
        change(service, "algorithmClass=ActiveStandby", "callIdAffinityMaxTimeInCache=100");
        assertThat(select(service, request("INVITE", "b", false)).name()).isEqualTo("n2");
    }

    @Test
    void usersKeepTheirNodes() throws IOException {
        AlgorithmService service = service("algorithmClass=UserAffinity");
        String node = select(service, request("INVITE", "a", false)).name();
        change(service, "algorithmClass=UserAffinity", "userAffinityMaxTimeInCache=100", "callIdAffinityMaxEntries=4096");
        for (int i = 0; i < 10; i++) {
            assertThat(select(service, request("INVITE", "later-" + i, false)).name()).isEqualTo(node);
        }
    }

    @Test
    void placementsAreKeptWhileTheClusterIsTheSameAndTheClusterIsLeftWithTheAlgorithm() throws IOException {
        String[] lines = {"algorithmClass=PersistentConsistentHash", "persistentConsistentHashCacheConfiguration=" + cluster()};
        AlgorithmService service = service(lines);
        Map<String, Node> calls = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            calls.put("call-" + i, select(service, request("INVITE", "call-" + i, false)));
        }
        for (int i = 5; i <= 8; i++) {
            this.nodes.up(i);
        }
        change(service, lines[0], lines[1], "callIdAffinityMaxTimeInCache=1000", "callIdAffinityMaxEntries=5000");
        calls.forEach((call, node) -> assertThat(select(service, request("INVITE", call, false)).name()).isEqualTo(node.name()));
        change(service, "algorithmClass=CallIdAffinity");
        service.expire();
        service.expire();
        // The port is free again, or this would fail.
        change(service, lines);
        assertThat(service.current().size()).isZero();
        service.close();
    }

    /** A cluster of one. */
    private Path cluster() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        return Files.writeString(this.directory.resolve("cluster.xml"), """
                <infinispan xmlns="urn:infinispan:config:16.0">
                    <jgroups>
                        <stack name="test">
                            <TCP bind_addr="127.0.0.1" bind_port="%d" port_range="0" diag.enabled="false"/>
                            <TCPPING initial_hosts="127.0.0.1[%d]" port_range="0"/>
                            <NAKACK4 use_mcast_xmit="false"/>
                            <UNICAST4/>
                            <pbcast.GMS join_timeout="200" print_local_addr="false"/>
                            <FRAG4/>
                        </stack>
                    </jgroups>
                    <cache-container name="test">
                        <transport cluster="algorithm-%d" stack="test"/>
                    </cache-container>
                </infinispan>
                """.formatted(port, port, port));
    }

    @Test
    void whatOtherKeysChangeLeavesTheAlgorithmAlone() throws IOException {
        AlgorithmService service = service("algorithmClass=" + Recording.class.getName());
        BalancerAlgorithm before = service.current();
        change(service, "algorithmClass=" + Recording.class.getName(), "retryAfter=9");
        assertThat(service.current()).isSameAs(before);
    }

    @Test
    void whoLooksForWhatIsOverDoesNotWaitUntilItIsClosed() throws IOException {
        String name = "algorithmClass=" + Recording.class.getName();
        List<Runnable> endings = new ArrayList<>();
        AlgorithmService service = service(endings::add, name, "algorithm.color=red");
        Recording red = (Recording) service.current();
        change(service, name, "algorithm.color=blue");
        service.expire();
        service.expire();
        assertThat(red.closed).isFalse();
        assertThat(endings).hasSize(1);
        endings.get(0).run();
        assertThat(red.closed).isTrue();
    }

    @Test
    void anAlgorithmOfOnesOwnIsMadeAnewForOtherPropertiesAndTheOldOneClosedWhenNoMessageCanUseItAnyMore() throws IOException {
        String name = "algorithmClass=" + Recording.class.getName();
        AlgorithmService service = service(name, "algorithm.color=red");
        Recording red = (Recording) service.current();
        change(service, name, "algorithm.color=blue");
        Recording blue = (Recording) service.current();
        assertThat(blue.color).isEqualTo("blue");
        service.expire();
        assertThat(red.closed).isFalse();
        service.expire();
        assertThat(red.closed).isTrue();
        change(service, "algorithmClass=CallIdAffinity");
        service.close();
        assertThat(blue.closed).isTrue();
    }

    @Test
    void anAlgorithmOfOnesOwnMayTakeItsPropertiesOverItself() throws IOException {
        String name = "algorithmClass=" + Recording.class.getName();
        AlgorithmService service = service(name, "algorithm.color=red", "algorithm.flexible=true");
        Recording algorithm = (Recording) service.current();
        change(service, name, "algorithm.color=blue", "algorithm.flexible=true");
        assertThat(service.current()).isSameAs(algorithm);
        service.expire();
        service.expire();
        assertThat(algorithm.color).isEqualTo("blue");
        assertThat(algorithm.closed).isFalse();
        service.close();
        assertThat(algorithm.closed).isTrue();
    }

    @Test
    void aJarThatIsReplacedIsLoadedAndOneThatIsNotIsNot() throws IOException {
        Path jar = AlgorithmJar.write(this.directory, "\"n1\"");
        String[] lines = {"algorithmClass=com.example.Favorite", "algorithmJar=" + jar};
        AlgorithmService service = service(lines);
        BalancerAlgorithm first = service.current();
        change(service, lines);
        assertThat(service.current()).isSameAs(first);
        AlgorithmJar.write(this.directory, "String.valueOf(context.properties().get(\"favorite\"))");
        change(service, lines[0], lines[1], "algorithm.favorite=n2");
        assertThat(select(service, request("INVITE", "a", false)).name()).isEqualTo("n2");
        assertThat(service.current().getClass()).isNotSameAs(first.getClass());
        change(service, lines[0], lines[1], "algorithm.favorite=n3");
        assertThat(select(service, request("INVITE", "a", false)).name()).isEqualTo("n3");
        assertThat(first.select(request("INVITE", "a", false), this.nodes.now(), null).name()).as("for messages under way").isEqualTo("n1");
        service.close();
    }

    @Test
    void anAlgorithmThatCannotBeMadeLeavesTheOldOne() throws IOException {
        AlgorithmService service = service("algorithmClass=CallIdAffinity");
        BalancerAlgorithm before = service.current();
        assertThatThrownBy(() -> change(service, "algorithmClass=java.lang.String")).isInstanceOf(IOException.class)
                .hasMessageContaining("algorithmClass=java.lang.String");
        assertThat(service.current()).isSameAs(before);
    }

    /** Knows what becomes of it. */
    public static final class Recording implements BalancerAlgorithm {
        private String color;
        private boolean closed;

        /** By its properties. */
        public Recording(AlgorithmContext context) {
            this.color = context.properties().get("color");
        }

        @Override
        public Node select(SipMessage message, Nodes nodes, Node dead) {
            return null;
        }

        @Override
        public BalancerAlgorithm reconfigured(AlgorithmContext context) {
            if (!context.properties().containsKey("flexible")) {
                return null;
            }
            this.color = context.properties().get("color");
            return this;
        }

        @Override
        public void close() {
            this.closed = true;
        }
    }
}
