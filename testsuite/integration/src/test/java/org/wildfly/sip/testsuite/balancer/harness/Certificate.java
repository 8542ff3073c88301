/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of 127.0.0.1 and ::1 with its key in a PKCS12 file, made by the JDK's keytool. */
public final class Certificate {
    public static final String PASSWORD = "changeit";

    private final Path file;
    private final KeyManagerFactory keys;
    private final TrustManagerFactory trust;

    public Certificate(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.file = Files.createDirectories(folder).resolve("balancer.p12").toAbsolutePath();
        Files.deleteIfExists(this.file);
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                "balancer", "-keyalg", "EC", "-validity", "2", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1,ip:::1,dns:localhost",
                "-storetype", "PKCS12", "-keystore", this.file.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(this.file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        this.keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        this.keys.init(store, PASSWORD.toCharArray());
        this.trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        this.trust.init(store);
    }

    /** The lines of the balancer's file that make it use the certificate. */
    public String lines() {
        return "javax.net.ssl.keyStore=" + this.file + "\njavax.net.ssl.keyStorePassword=" + PASSWORD + "\njavax.net.ssl.trustStore="
                + this.file + "\njavax.net.ssl.trustStorePassword=" + PASSWORD;
    }

    /** Trusts the certificate, has it, and has no session that could be resumed. */
    public SSLContext ssl() {
        try {
            SSLContext ssl = SSLContext.getInstance("TLS");
            ssl.init(this.keys.getKeyManagers(), this.trust.getTrustManagers(), null);
            return ssl;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes connections over TLS on any port of an address. */
    public ServerSocket listen(InetAddress address) throws IOException {
        return ssl().getServerSocketFactory().createServerSocket(0, 5, address);
    }

    /** A connection over TLS to somebody who has the certificate, with a whole handshake. */
    public Socket connect(InetSocketAddress to) throws IOException {
        SSLSocket socket = (SSLSocket) ssl().getSocketFactory().createSocket(to.getAddress(), to.getPort());
        socket.startHandshake();
        return socket;
    }
}
