/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What lives in the heap of another Java process after a collection, by {@code jcmd}. */
final class LiveHeap {
    private LiveHeap() {
    }

    /** In bytes. */
    static long of(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid),
                "GC.class_histogram").redirectErrorStream(true).start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        for (String line : histogram.split("\n")) {
            if (line.startsWith("Total")) {
                return Long.parseLong(line.strip().split("\\s+")[2]);
            }
        }
        throw new IllegalStateException(histogram);
    }
}
