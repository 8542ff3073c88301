/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Assumptions;
import org.wildfly.sip.demo.process.ManagedProcess;

/** SIPp (Debian's {@code sip-tester}) with its built-in scenarios. */
final class Sipp {
    /** For calls to end, in seconds. */
    private static final long PATIENCE = 60;

    private Sipp() {
    }

    /** Skips the test, with a word, where SIPp is missing. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(Installed.isThere("sipp"), "SIPp is not installed: apt-get install sip-tester");
    }

    /** Starts the scenario that answers calls. */
    static ManagedProcess answer(Path folder, String transport, int port, String... options) throws IOException {
        List<String> command = command("uas", transport, port, options);
        return ManagedProcess.start("sipp uas", command, Files.createDirectories(folder).resolve("uas-" + port + ".log"));
    }

    /** Calls, waits until all calls have ended, and reads the statistics. */
    static SippStatistics call(Path folder, String transport, int port, InetSocketAddress to, int rate, int calls, String... options)
            throws Exception {
        Path statistics = Files.createDirectories(folder).resolve("uac.csv");
        Files.deleteIfExists(statistics);
        List<String> command = command("uac", transport, port, options);
        command.addAll(
                List.of("-r", Integer.toString(rate), "-m", Integer.toString(calls), "-l", "100000", "-trace_stat", "-fd", "1", "-stf",
                        statistics.toString(), "-trace_err", "-error_file", folder.resolve("uac-errors.log").toString(),
                        to.getAddress().getHostAddress() + ':' + to.getPort()));
        ManagedProcess sipp = ManagedProcess.start("sipp uac", command, folder.resolve("uac.log"));
        try {
            sipp.exited().get(calls / rate + PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Over connections it waits for what is lost as long as it may: its statistics tell how many calls that are.
            sipp.kill();
        }
        return SippStatistics.read(statistics);
    }

    private static List<String> command(String scenario, String transport, int port, String... options) {
        List<String> command = new ArrayList<>(List.of("sipp", "-sn", scenario, "-t", transport, "-i", "127.0.0.1", "-p",
                Integer.toString(port), "-nostdin", "-buff_size", "4194304", "-max_socket", "1000"));
        command.addAll(List.of(options));
        return command;
    }
}
