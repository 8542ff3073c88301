/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;
import org.wildfly.sip.testsuite.harness.Environment;

/** Users write algorithms of their own, against the executable jar. */
class CustomAlgorithmIT {
    private static final String SOURCE = """
            package com.example;

            import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
            import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
            import org.wildfly.sip.balancer.message.SipMessage;
            import org.wildfly.sip.balancer.node.Node;
            import org.wildfly.sip.balancer.node.Nodes;

            public class Favorite implements BalancerAlgorithm {
                private final String favorite;

                public Favorite(AlgorithmContext context) {
                    this.favorite = context.properties().get("favorite");
                }

                @Override
                public Node select(SipMessage message, Nodes nodes, Node dead) {
                    return nodes.byName(this.favorite);
                }
            }
            """;

    @TempDir
    private Path directory;

    private Path jar() throws IOException {
        Path source = Files.writeString(this.directory.resolve("Favorite.java"), SOURCE);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", this.directory.toString(), "-classpath",
                Environment.balancer().toString(), source.toString())).isZero();
        Path jar = this.directory.resolve("favorite.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("com/example/Favorite.class"));
            Files.copy(this.directory.resolve("com/example/Favorite.class"), entries);
        }
        return jar;
    }

    @Test
    void anAlgorithmFromAJarDecides() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("custom-algorithm", "algorithmClass=com.example.Favorite",
                "algorithmJar=" + jar(), "algorithm.favorite=n2")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
            UdpPeer phone = balancer.phone();
            for (int i = 0; i < 6; i++) {
                phone.send(phone.request("INVITE", "sip:bob@example.com"));
                assertThat(Received.byOneOf(nodes).node()).isSameAs(nodes.get(1));
            }
        }
    }
}
