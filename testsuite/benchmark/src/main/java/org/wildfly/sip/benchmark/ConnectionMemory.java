/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * How much memory a balancer has resident with many client connections, each of which has sent a request, has got its answer and is idle
 * then. Arguments: the balancer's jar, tcp, tls, ws or wss, the number of connections, options of its Java machine.
 */
public final class ConnectionMemory {
    private static final int SETTLE_SECONDS = 15;

    private final Path directory;
    private final boolean secure;
    private final boolean webSocket;
    private final int port;

    private ConnectionMemory(Path directory, String transport) throws IOException {
        this.directory = directory;
        this.secure = transport.equals("tls") || transport.equals("wss");
        this.webSocket = transport.startsWith("ws");
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        String name = Character.toUpperCase(transport.charAt(0)) + transport.substring(1);
        Files.writeString(directory.resolve("lb.properties"), "external" + name + "Port=" + this.port
                + "\nheartbeatPort=0\noperationsPort=-1\nmaxConnections=100000\njavax.net.ssl.keyStore=" + directory.resolve("keys.p12")
                + "\njavax.net.ssl.keyStorePassword=changeit\n");
    }

    public static void main(String[] args) throws Exception {
        ConnectionMemory run = new ConnectionMemory(Files.createTempDirectory("connections"), args[1]);
        run.makeKeys();
        List<String> command = new ArrayList<>(List.of(java("java")));
        command.addAll(List.of(args).subList(3, args.length));
        command.addAll(List.of("-jar", args[0], run.directory.resolve("lb.properties").toString()));
        Process balancer = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(run.directory.resolve("balancer.log").toFile()).start();
        try {
            run.measure(balancer, Integer.parseInt(args[2]), args[1]);
        } finally {
            balancer.destroy();
            balancer.waitFor();
        }
    }

    private void measure(Process balancer, int count, String transport) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        SSLContext tls = trusting();
        while (sockets.isEmpty()) {
            try {
                sockets.add(new Socket("127.0.0.1", this.port));
            } catch (IOException e) {
                // The balancer is still starting.
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        long before = resident(balancer);
        for (int i = 0; i < count; i++) {
            Socket socket = this.secure
                    ? tls.getSocketFactory().createSocket("127.0.0.1", this.port)
                    : new Socket("127.0.0.1", this.port);
            sockets.add(socket);
            if (this.webSocket) {
                write(socket, "GET / HTTP/1.1\r\nHost: b\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: sip\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
                readHead(socket);
            }
            request(socket, i);
            readHead(socket);
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long after = resident(balancer);
        System.out.printf("%s: %d connections, %d KB resident before, %d KB after, %.1f KB each%n", transport, count, before, after,
                (double) (after - before) / count);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void request(Socket socket, int i) throws IOException {
        byte[] request = ("OPTIONS sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK" + i
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=" + i + "\r\nTo: <sip:bob@example.com>\r\nCall-ID: " + i
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        if (this.webSocket) {
            byte[] frame = new byte[request.length + 8];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) 0xfe;
            frame[2] = (byte) (request.length >> 8);
            frame[3] = (byte) request.length;
            // A mask of zeros leaves the text as it is.
            System.arraycopy(request, 0, frame, 8, request.length);
            socket.getOutputStream().write(frame);
        } else {
            socket.getOutputStream().write(request);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void readHead(Socket socket) throws IOException {
        int state = 0;
        while (state < 4) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed by the balancer");
            }
            state = next == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : 0;
        }
    }

    /** In kilobytes. */
    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    private void makeKeys() throws Exception {
        new ProcessBuilder(java("keytool"), "-genkeypair", "-alias", "b", "-keyalg", "EC", "-dname", "CN=b", "-keystore",
                this.directory.resolve("keys.p12").toString(), "-storepass", "changeit").start().waitFor();
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** This program talks to the balancer that it has started itself. */
    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                // Whoever it is.
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                // Whoever it is.
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }}, new SecureRandom());
        return context;
    }
}
