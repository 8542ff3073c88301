/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.ToolProvider;

/**
 * A jar with the algorithm {@code com.example.Favorite}, which has one node for everything.
 */
final class AlgorithmJar {
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
                    this.favorite = FAVORITE;
                }

                @Override
                public Node select(SipMessage message, Nodes nodes, Node dead) {
                    return nodes.byName(this.favorite);
                }
            }
            """;

    private AlgorithmJar() {
    }

    /**
     * Writes it over what is there.
     *
     * @param favorite an expression for the name of the node
     */
    static Path write(Path directory, String favorite) throws IOException {
        Path source = Files.writeString(directory.resolve("Favorite.java"), SOURCE.replace("FAVORITE", favorite));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", directory.toString(), "-classpath",
                System.getProperty("java.class.path"), source.toString())).isZero();
        Path jar = directory.resolve("favorite.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream jarOut = new JarOutputStream(out)) {
            jarOut.putNextEntry(new JarEntry("com/example/Favorite.class"));
            Files.copy(directory.resolve("com/example/Favorite.class"), jarOut);
        }
        return jar;
    }
}
