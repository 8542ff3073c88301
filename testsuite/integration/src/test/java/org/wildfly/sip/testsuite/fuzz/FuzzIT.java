/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.testsuite.harness.Environment;

/**
 * Fuzzes each target for a while, with Jazzer in a process of its own, beginning with the corpus of this module. What makes a target fail
 * stays in the build's folder {@code integration/fuzz}; put it into the corpus when it is mended.
 */
class FuzzIT {
    private static final int HANG = 10;
    private static final int START = 120;

    /** What is fuzzed, with its part of the whole time in percent and the folders of its corpus below the test resources. */
    enum Target {
        SCANNER("ScannerTarget", 30, "fuzz/sip", "rfc4475"), DATAGRAM("DatagramTarget", 40, "fuzz/sip",
                "rfc4475"), HEARTBEAT("HeartbeatTarget", 30, "fuzz/frames", "fuzz/json", "fuzz/properties", "fuzz/heartbeat");

        private final String type;
        private final int share;
        private final List<String> corpus;

        Target(String type, int share, String... corpus) {
            this.type = type;
            this.share = share;
            this.corpus = List.of(corpus);
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void nothingBreaks(Target target) throws Exception {
        Path folder = Environment.folder().resolve("fuzz").resolve(target.name().toLowerCase(Locale.ROOT));
        Path found = Files.createDirectories(folder.resolve("found"));
        int seconds = Math.max(1, Integer.getInteger("test.fuzz.seconds", 20) * target.share / 100);
        Stream<String> command = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
                classPath(), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + FuzzIT.class.getPackageName() + '.' + target.type,
                "--instrumentation_includes=org.wildfly.sip.balancer.**:org.wildfly.sip.heartbeat.**",
                "--reproducer_path=" + folder, "-artifact_prefix=" + folder + '/', "-max_total_time=" + seconds, "-timeout=" + HANG,
                "-rss_limit_mb=4096", "-print_final_stats=1", "-dict=" + resource("fuzz/sip.dict"), found.toString());
        ManagedProcess fuzzer = ManagedProcess.start("fuzzer of " + target,
                Stream.concat(command, target.corpus.stream().map(FuzzIT::resource)).toList(), folder.resolve("fuzz.log"));
        int code = fuzzer.exited().get(seconds + (long) START, TimeUnit.SECONDS);
        assertThat(code).as(() -> "exit code of the fuzzer\n" + fuzzer.log().tail()).isZero();
        assertThat(fuzzer.log().lines("stat::number_of_executed_units")).isNotEmpty();
    }

    private static String resource(String name) {
        return Path.of("src/test/resources", name).toAbsolutePath().toString();
    }

    /** The classes of this module's tests, the balancer's jar, and Jazzer. */
    private static String classPath() throws IOException {
        Stream<String> jazzer = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("jazzer"));
        return String.join(File.pathSeparator, Stream.concat(
                Stream.of(Path.of("target/test-classes").toAbsolutePath().toString(), Environment.balancer().toString()), jazzer).toList());
    }
}
