/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;
import org.wildfly.sip.testsuite.harness.Environment;

/** The stateless responder of the benchmarks, {@code sipblast -m uas}: a program in C. */
final class Sipblast {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LIFE = "600";

    private final Path program;

    private Sipblast(Path program) {
        this.program = program;
    }

    /** Compiles it into a folder; skips the test, with a word, where there is no compiler. */
    static Sipblast compile(Path folder) throws InterruptedException, IOException {
        Assumptions.assumeTrue(Installed.isThere("gcc"), "gcc is not installed: apt-get install gcc libc6-dev");
        Path program = Files.createDirectories(folder).resolve("sipblast");
        Process gcc = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), Environment.sipblast().toString())
                .redirectErrorStream(true).start();
        String output = new String(gcc.getInputStream().readAllBytes());
        if (gcc.waitFor() != 0) {
            throw new IOException("gcc: " + output);
        }
        return new Sipblast(program);
    }

    /** Starts it at an address on UDP; returns when it answers. */
    Closeable startUdp(InetSocketAddress address) throws IOException {
        Closeable process = start(address, "0");
        try (UdpPeer peer = new UdpPeer(address)) {
            await().atMost(PATIENCE).until(() -> {
                peer.send(peer.request("OPTIONS", "sip:ping"));
                return peer.poll(100) != null;
            });
        }
        return process;
    }

    /** Starts it at an address on TCP; returns when it takes connections. */
    Closeable startTcp(InetSocketAddress address) throws IOException {
        Closeable process = start(address, "1");
        await().atMost(PATIENCE).ignoreException(ConnectException.class).until(() -> {
            new Socket(address.getAddress(), address.getPort()).close();
            return true;
        });
        return process;
    }

    private Closeable start(InetSocketAddress address, String connections) {
        return ManagedProcess.start("sipblast", List.of(this.program.toString(), "-m", "uas", "-n", "1", "-s",
                Integer.toString(address.getPort()), "-d", LIFE, "-T", connections),
                this.program.resolveSibling("sipblast-" + address.getPort() + ".log"))::kill;
    }
}
