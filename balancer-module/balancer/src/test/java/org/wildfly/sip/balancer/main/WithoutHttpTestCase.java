/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A balancer without HTTP pays nothing for it.
 */
class WithoutHttpTestCase {

    @Test
    void noClassOfTheHttpServerIsLoadedUnlessAPortIsSet(@TempDir Path directory) throws Exception {
        assertThat(loaded(directory, "")).isNotEmpty().noneMatch(line -> line.contains("io.undertow.") || line.contains("org.xnio."));
        assertThat(loaded(directory, "httpPort=0\n")).anyMatch(line -> line.contains("io.undertow."));
    }

    /** What a balancer logs of the classes that it loads until it is ready. */
    private static List<String> loaded(Path directory, String lines) throws Exception {
        Path file = directory.resolve("lb.properties");
        Files.writeString(file, "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=0\n" + lines);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xlog:class+load:stdout",
                "-cp", System.getProperty("java.class.path"), "org.wildfly.sip.balancer.main.Main", file.toString())
                .redirectErrorStream(true).start();
        List<String> loaded = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null && !line.contains("SIPLB0001"); line = reader.readLine()) {
                loaded.add(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return loaded;
    }
}
