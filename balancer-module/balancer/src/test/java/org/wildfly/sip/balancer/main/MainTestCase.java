/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command line.
 */
class MainTestCase {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(this.out, true), new PrintWriter(this.err, true), arguments);
    }

    private String file(String content) throws IOException {
        return Files.writeString(this.directory.resolve("lb.properties"), content).toString();
    }

    @Test
    void aGoodFileIsGoodInBothWaysToNameIt() throws Exception {
        assertThat(run("--check", file("externalPort=5060"))).isZero();
        assertThat(run("--check", "-mobicents-balancer-config=" + file("externalPort=5060"))).isZero();
        assertThat(this.out.toString()).contains("is good");
        assertThat(run("--print-config", file("externalPort=5060"))).isZero();
        assertThat(this.out.toString()).contains("externalPort=5060").contains("nodeTimeout=5100");
    }

    @Test
    void aWrongFileEndsWithTwoAndAllItsProblems() throws Exception {
        assertThat(run(file("externalPort=x\ninternalPort=y"))).isEqualTo(2);
        assertThat(this.err.toString()).contains("2 problems:").contains("line 1: externalPort=x").contains("line 2: internalPort=y");
    }

    @Test
    void noFileOrOneThatIsNotThereEndsWithTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(this.err.toString()).contains("Missing: the configuration file");
        assertThat(run(this.directory.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(this.err.toString()).contains("does not exist");
        assertThat(run("--nonsense")).isEqualTo(2);
    }

    @Test
    void aPortThatIsTakenEndsWithOneAndIsNamed() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            assertThat(run(file("heartbeatPort=0\nexternalPort=" + taken.getLocalPort()))).isEqualTo(1);
            assertThat(this.err.toString()).contains("cannot listen on UDP 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void helpAndVersionAreGiven() {
        assertThat(run("--help")).isZero();
        assertThat(this.out.toString()).contains("Usage: sip-balancer");
        assertThat(run("--version")).isZero();
        assertThat(this.out.toString()).contains("WildFly SIP load balancer");
    }
}
