/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.balancer.main.Main;

/**
 * Clients that want to shake hands again (RFC 5246 section 7.4.1.1); with a balancer in a process of its own, since a Java machine decides
 * once whether they may.
 */
class RenegotiationTestCase {
    private static final Pattern PORT = Pattern.compile("external SIP messages on TLS 127.0.0.1:([0-9]+)");

    @TempDir
    private Path directory;

    @Test
    void theyAreNotLet() throws Exception {
        TestCertificate certificate = new TestCertificate(this.directory, "balancer", "ip:127.0.0.1");
        Path file = Files.writeString(this.directory.resolve("lb.properties"),
                "externalTlsPort=0\ninternalPort=0\nheartbeatPort=0\noperationsPort=-1\nudpReceiveBufferSize=65536\n"
                        + String.join("\n", certificate.lines()));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), file.toString()).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader();
                SSLSocket client = (SSLSocket) certificate.context(certificate).getSocketFactory().createSocket("127.0.0.1",
                        port(output))) {
            client.setSoTimeout(20_000);
            client.setEnabledProtocols(new String[]{"TLSv1.2"});
            client.startHandshake();
            assertThat(answer(client)).isEqualTo("\r\n");
            client.startHandshake();
            assertThatThrownBy(() -> answer(client)).isInstanceOf(SSLException.class);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** What comes back for a keep-alive (RFC 5626 section 4.4.1). */
    private static String answer(SSLSocket client) throws IOException {
        client.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(client.getInputStream().readNBytes(2), StandardCharsets.US_ASCII);
    }

    private static int port(BufferedReader output) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            text.append(line).append('\n');
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError(text);
    }
}
