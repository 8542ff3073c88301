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
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.Received;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;
import org.wildfly.sip.testsuite.harness.Environment;

/** Users write algorithms of their own, against the executable jar: here the example, in a package of theirs. */
class CustomAlgorithmIT {
    private static final String NAME = "EmergencyFirstAlgorithm";
    private static final String API = "org.wildfly.sip.balancer.algorithm";

    @TempDir
    private Path directory;

    private Path jar() throws IOException {
        String example = Files.readString(Environment.exampleAlgorithm());
        Path source = Files.writeString(this.directory.resolve(NAME + ".java"),
                example.replace("package " + API + ';', "package com.example;\nimport " + API + ".*;"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", this.directory.toString(), "-classpath",
                Environment.balancer().toString(), source.toString())).isZero();
        Path jar = this.directory.resolve("algorithm.jar");
        String entry = "com/example/" + NAME + ".class";
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(entry));
            Files.copy(this.directory.resolve(entry), entries);
        }
        return jar;
    }

    @Test
    void itsPropertiesChangeWhileItRuns() throws Exception {
        String[] lines = {"operationsPort={operations}", "algorithmClass=com.example." + NAME, "algorithmJar=" + jar(),
                "algorithm.user=112"};
        try (StartedBalancer balancer = StartedBalancer.start("custom-reload", lines[0], lines[1], lines[2], lines[3],
                "algorithm.node=n2")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
            balancer.rewrite("host=127.0.0.1", "externalPort={external}", "internalPort={internal}", "heartbeatPort={heartbeat}", lines[0],
                    lines[1], lines[2], lines[3], "algorithm.node=n3");
            assertThat(new Operations(balancer).post("/reload").statusCode()).isBetween(200, 204);
            UdpPeer phone = balancer.phone();
            for (int i = 0; i < 4; i++) {
                phone.send(phone.request("INVITE", "sip:112@example.com").replace("To: <sip:bob@", "To: <sip:112@"));
                assertThat(Received.byOneOf(nodes).node()).isSameAs(nodes.get(2));
            }
        }
    }

    @Test
    void theExampleDecidesWhenItComesInAJar() throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("custom-algorithm", "algorithmClass=com.example." + NAME,
                "algorithmJar=" + jar(), "algorithm.user=112", "algorithm.node=n2")) {
            List<BalancedNode> nodes = List.of(balancer.node("n1"), balancer.node("n2"), balancer.node("n3"));
            UdpPeer phone = balancer.phone();
            for (int i = 0; i < 6; i++) {
                phone.send(phone.request("INVITE", "sip:112@example.com").replace("To: <sip:bob@", "To: <sip:112@"));
                assertThat(Received.byOneOf(nodes).node()).isSameAs(nodes.get(1));
                phone.send(phone.request("INVITE", "sip:bob@example.com"));
                assertThat(Received.byOneOf(nodes).node()).isNotSameAs(nodes.get(1));
            }
        }
    }
}
