/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreEntry;

/**
 * A member of a {@link TestCluster} in a process of its own, to be killed. Owns the entries {@code s0}, {@code s1} and so on when it is
 * ready.
 */
final class MemberProcess implements AutoCloseable {
    private static final String READY = "READY";

    private final Process process;

    private MemberProcess(Process process) {
        this.process = process;
    }

    /** Starts the process; returns when its entries are written. */
    static MemberProcess start(TestCluster cluster, String nodeName, int port, int entries) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Process process = new ProcessBuilder(
                List.of(java, "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                        "-Djgroups.bind.port=" + port, "-Djgroups.tcpping.initial_hosts=" + cluster.initialHosts(),
                        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MemberProcess.class.getName(), nodeName, cluster.name(), Integer.toString(entries)))
                .redirectError(Redirect.INHERIT).start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("The process of " + nodeName + " has ended: " + process.exitValue());
            }
        }
        return new MemberProcess(process);
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        this.process.destroyForcibly();
    }

    /** Stops or continues the process by a signal, such as STOP and CONT. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() {
        this.process.destroyForcibly().onExit().join();
    }

    /** The process itself. */
    public static void main(String[] args) throws Exception {
        EmbeddedStore store = TestCluster.member(args[0], args[1], EmbeddedStoreBuilder.JGROUPS_STATIC);
        store.start();
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            EntryHeader header = new EntryHeader(store.localNode(), 1, 1, i, EntryHeader.NEVER, EntryHeader.NEVER);
            store.write(new StoreEntry("s" + i, header, new byte[1000]), store.localNode(), 1).toCompletableFuture().join();
        }
        System.out.println(READY);
        // lives until it is killed, or until the process that has started it is gone
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }
}
