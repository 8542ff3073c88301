/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.message.SipHash;

/**
 * Algorithms that are not in this software.
 */
class CustomAlgorithmTestCase {
    @TempDir
    private Path directory;

    @Test
    void theExampleSendsCallsWhereItsPropertiesSay() {
        TestNodes nodes = new TestNodes().up(1).up(2).up(3);
        BalancerAlgorithm algorithm = TestAlgorithms.of(nodes.clock::get, "algorithmClass=" + EmergencyFirstAlgorithm.class.getName(),
                "algorithm.user=112", "algorithm.node=n2");
        for (int i = 0; i < 10; i++) {
            assertThat(algorithm.select(request("INVITE", "e" + i, false, "To: <sip:112@b>"), nodes.now(), null).name()).isEqualTo("n2");
            assertThat(algorithm.select(request("INVITE", "c" + i, false), nodes.now(), null).name()).isIn("n1", "n3");
        }
        nodes.down(2);
        assertThat(algorithm.select(request("INVITE", "last", false, "To: <sip:112@b>"), nodes.now(), null).name()).isIn("n1", "n3");
    }

    @Test
    void anAlgorithmCanComeInAJar() throws IOException {
        Path jar = AlgorithmJar.write(this.directory, "context.properties().get(\"favorite\")");
        TestNodes nodes = new TestNodes().up(1).up(2);
        BalancerAlgorithm algorithm = TestAlgorithms.of(nodes.clock::get, "algorithmClass=com.example.Favorite", "algorithmJar=" + jar,
                "algorithm.favorite=n2");
        assertThat(algorithm.select(request("INVITE", "a", false), nodes.now(), null).name()).isEqualTo("n2");
    }

    @Test
    void whatIsNoAlgorithmIsRefusedWithItsReason() {
        for (String[] expected : new String[][]{{"java.lang.String", "has no public constructor"},
                {WithoutConstructor.class.getName(), "has no public constructor"},
                {Failing.class.getName(), "cannot be made: java.lang.IllegalStateException: no luck"}}) {
            assertThatThrownBy(() -> Algorithms.create(new AlgorithmContext(TestAlgorithms.configuration("algorithmClass=" + expected[0]),
                    InetAddress.getLoopbackAddress(), () -> new SipHash(0, 0), System::nanoTime))).isInstanceOf(IOException.class)
                    .hasMessageContaining("algorithmClass=" + expected[0] + ' ').hasMessageMatching(".*(" + expected[1]
                            + "|is no org.wildfly.sip.balancer.algorithm.BalancerAlgorithm).*");
        }
    }

    /** Cannot be made. */
    public abstract static class WithoutConstructor implements BalancerAlgorithm {
    }

    /** Fails. */
    public abstract static class Fails implements BalancerAlgorithm {
        Fails() {
            throw new IllegalStateException("no luck");
        }
    }

    /** Fails, too. */
    public static class Failing extends Fails {

        /** Fails. */
        public Failing(AlgorithmContext context) {
        }

        @Override
        public org.wildfly.sip.balancer.node.Node select(org.wildfly.sip.balancer.message.SipMessage message,
                org.wildfly.sip.balancer.node.Nodes nodes, org.wildfly.sip.balancer.node.Node dead) {
            return null;
        }
    }
}
