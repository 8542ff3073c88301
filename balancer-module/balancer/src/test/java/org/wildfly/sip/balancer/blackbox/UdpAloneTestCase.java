/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.main.Main;

/**
 * A balancer of its own process that has UDP only.
 */
class UdpAloneTestCase {
    @TempDir
    Path directory;

    @Test
    void itLoadsNothingOfWhatConnectionsNeed() throws Exception {
        Path file = this.directory.resolve("lb.properties");
        Files.write(file, List.of("externalUdpPort=0", "internalUdpPort=0", "heartbeatPort=0", "operationsPort=-1"));
        Path classes = this.directory.resolve("classes.txt");
        Process balancer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes, "-cp", System.getProperty("java.class.path"), Main.class.getName(), file.toString())
                .redirectErrorStream(true).start();
        try (BufferedReader log = new BufferedReader(new InputStreamReader(balancer.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(log.lines().anyMatch(line -> line.contains("SIPLB0001"))).isTrue();
        } finally {
            balancer.destroy();
            balancer.waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(Files.readAllLines(classes).stream().filter(line -> line.contains(" org.wildfly.sip.balancer."))).isNotEmpty();
        assertThat(Files.readAllLines(classes).stream().filter(line -> line.contains(" io.netty.") || line.contains(" javax.net.ssl.")))
                .isEmpty();
    }
}
