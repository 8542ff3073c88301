/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A balancer in a process of its own, on free ports.
 */
final class BalancerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path output;
    private final Process process;

    /**
     * @param options of the Java machine
     * @param lines   of lb.properties, besides ports
     */
    BalancerProcess(Path directory, List<String> options, String... lines) throws IOException {
        this.output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(signalsAsUsual());
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), configure(directory, lines).toString()));
        this.process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(this.output.toFile())
                .start();
    }

    static Path configure(Path directory, String... lines) throws IOException {
        return Files.writeString(directory.resolve("lb.properties"),
                "externalPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=0\nudpReceiveBufferSize=65536\n"
                        + String.join("\n", lines));
    }

    String output() {
        try {
            return Files.readString(this.output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    BalancerProcess awaitOutput(String text) {
        await().atMost(PATIENCE).until(() -> output().contains(text) || !this.process.isAlive());
        if (!output().contains(text)) {
            throw new AssertionError(text + " is not in: " + output());
        }
        return this;
    }

    /** The status of a path of the operations port. */
    int status(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI
                .create("http://127.0.0.1:" + find("Operations port: http://[^:]+:([0-9]+)/") + path)
                .toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    int externalPort() {
        return Integer.parseInt(find("external port ([0-9]+)"));
    }

    private String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(output());
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in: " + output());
        }
        return matcher.group(1);
    }

    /**
     * True if a process that is started here gets a signal. All that a script has started in the background ignore SIGINT, all below nohup
     * SIGHUP; a Java machine leaves it at that, and so does this where GNU's env is missing.
     */
    static boolean gets(String signal) throws IOException {
        List<String> command = new ArrayList<>(signalsAsUsual());
        command.addAll(List.of("sh", "-c", "kill -" + signal + " $$"));
        return exitCode(command) != 0;
    }

    /** The beginning of a command line that undoes what the test's own parents have made of signals. */
    private static List<String> signalsAsUsual() throws IOException {
        List<String> launcher = List.of("env", "--default-signal=INT,HUP");
        List<String> probe = new ArrayList<>(launcher);
        probe.add("true");
        return exitCode(probe) == 0 ? launcher : List.of();
    }

    private static int exitCode(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void signal(String name) throws IOException {
        exitCode(List.of("kill", "-" + name, Long.toString(this.process.pid())));
    }

    int awaitExit() throws InterruptedException {
        if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return this.process.exitValue();
    }

    boolean isAlive() {
        return this.process.isAlive();
    }

    @Override
    public void close() throws Exception {
        this.process.destroyForcibly().waitFor();
    }
}
