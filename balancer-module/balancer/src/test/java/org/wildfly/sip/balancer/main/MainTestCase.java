/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.config.ConfigurationReader;

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
    void aKeyIsExplainedAsItIsDocumented() {
        assertThat(run("--explain", "nodetimeout")).isZero();
        assertThat(this.out.toString().lines()).containsExactly("nodeTimeout", "    milliseconds after which a silent node is dead",
                "    default: 5100", "    a new value is in effect when the file is read again");
        assertThat(run("--explain", "probeFailures")).isZero();
        assertThat(this.out.toString()).contains("probeInterval, probeTimeout, probeFailures");
        assertThat(run("--explain", "jmxHtmlAdapterPort")).isZero();
        assertThat(this.out.toString()).contains("    nothing: that page was for everybody");
        assertThat(run("--explain", "externalPort")).isZero();
        assertThat(this.out.toString()).contains("    a new value is in effect after a restart");
        assertThat(run("--explain", "nonsense")).isEqualTo(2);
        assertThat(this.err.toString()).contains("No key has to do with nonsense");
    }

    @Test
    void everyKeyIsExplained() throws Exception {
        assertThat(run("--explain")).isZero();
        List<String> keys = new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader("externalPort=5060")).effective().keys().stream().toList();
        String explained = ", " + this.out.toString().lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", ")) + ',';
        assertThat(keys).isNotEmpty().allMatch(key -> explained.contains(", " + key + ','));
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
            assertThat(this.err.toString()).contains("cannot listen for SIP messages on UDP 127.0.0.1:" + taken.getLocalPort())
                    .contains("set another externalPort").contains("externalPort is set in line 2 of");
        }
    }

    @Test
    void aHostThatIsNotOfThisMachineIsTold() throws Exception {
        assertThat(run(file("host=192.0.2.77\nheartbeatHost=127.0.0.1\nheartbeatPort=0\nexternalPort=5060"))).isEqualTo(1);
        assertThat(this.err.toString()).contains("set a host that is an address of this machine");
    }

    @Test
    void aHostThatIsNotKnownIsToldOnceAlthoughOthersComeFromIt() throws Exception {
        assertThat(run(file("host=nowhere.invalid\nexternalPort=5060"))).isEqualTo(2);
        assertThat(this.err.toString()).contains("1 problem:").contains("line 1: host=nowhere.invalid is not known as a host");
    }

    @Test
    void aCheckOpensTheKeyStores() throws Exception {
        Path store = Files.writeString(this.directory.resolve("store.p12"), "no store");
        assertThat(run("--check", file("externalPort=5060\nexternalTlsPort=5061\njavax.net.ssl.keyStore=" + store
                + "\nheartbeatKeyStore=" + store + "\nalgorithmClass=java.lang.String"))).isEqualTo(2);
        assertThat(this.err.toString()).contains("it is neither PKCS12 nor JKS nor PEM").contains("is set in line 3 of")
                .contains("check the file and heartbeatKeyStorePassword").contains("is set in line 4 of")
                .contains("algorithmClass=java.lang.String is no ").contains("is set in line 5 of");
    }

    @Test
    void aFileThatIsXmlIsTold() throws Exception {
        assertThat(run(file("<?xml version=\"1.0\"?>\n<configuration>\n<common/></configuration>"))).isEqualTo(2);
        assertThat(this.err.toString()).contains("1 problem:").contains("line 1: it is XML").contains("README.md");
    }

    @Test
    void helpAndVersionAreGiven() {
        assertThat(run("--help")).isZero();
        assertThat(this.out.toString()).contains("Usage: sip-balancer");
        assertThat(run("--version")).isZero();
        assertThat(this.out.toString()).contains("WildFly SIP load balancer");
    }
}
