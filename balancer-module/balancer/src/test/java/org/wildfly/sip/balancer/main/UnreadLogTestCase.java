/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A balancer whose output goes into a pipe that nobody reads any more.
 */
class UnreadLogTestCase {
    private static final Pattern PORT = Pattern.compile("Listening for HTTP heartbeats on 127.0.0.1:([0-9]+)");
    /** Each is a line of the log; a pipe takes 64 KB of them. */
    private static final int COMMANDS = 1200;

    @TempDir
    private Path directory;

    @Test
    void whoLogsDoesNotWait() throws Exception {
        Path file = BalancerProcess.configure(this.directory, "heartbeatHttpPort=0");
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), file.toString()).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            int port = port(output);
            for (int i = 0; i < COMMANDS / 2; i++) {
                assertThat(say(port, "{\"start\":{\"ip\":\"127.0.0.1\",\"udpPort\":\"5080\",\"sessionId\":\"1\"}}")).contains(" 200 ");
                assertThat(say(port, "{\"stop\":{\"sessionId\":1}}")).contains(" 200 ");
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The port, when the balancer is ready. */
    private static int port(BufferedReader output) throws IOException {
        int port = 0;
        for (String line = output.readLine(); line != null && !line.contains("SIPLB0001"); line = output.readLine()) {
            Matcher matcher = PORT.matcher(line);
            port = matcher.find() ? Integer.parseInt(matcher.group(1)) : port;
        }
        return port;
    }

    private static String say(int port, String json) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
