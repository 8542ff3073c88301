/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A load balancer process on 127.0.0.1. */
public final class BalancerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final String READY = "Load balancer ready";

    private final ManagedProcess process;
    private final int externalPort;
    private final int heartbeatPort;

    /**
     * Starts a balancer and waits until it is ready.
     *
     * @param jar the executable jar
     * @param folder where its {@code lb.properties} and log go
     * @param secret the secret shared with the nodes
     */
    public BalancerProcess(Path jar, Path folder, String secret, FreePorts ports) {
        this.externalPort = ports.next();
        this.heartbeatPort = ports.next();
        Path file = write(folder.resolve("lb.properties"), new TreeMap<>(Map.of(
                "host", "127.0.0.1",
                "externalPort", Integer.toString(this.externalPort),
                "internalPort", Integer.toString(ports.next()),
                "heartbeatPort", Integer.toString(this.heartbeatPort),
                "heartbeatSecret", secret,
                "nodeTimeout", "5100")));
        this.process = launch(jar, file, folder.resolve("balancer.log"));
        this.process.await(READY, START_TIMEOUT);
    }

    /** Starts a balancer with a configuration file and returns without waiting. */
    public static ManagedProcess launch(Path jar, Path properties, Path log) {
        return ManagedProcess.start("balancer",
                List.of(JavaCommand.path(), "-Xmx64m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true", "-jar",
                        jar.toString(), properties.toString()),
                log);
    }

    private static Path write(Path file, Map<String, String> properties) {
        StringBuilder text = new StringBuilder();
        properties.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients send to. */
    public InetSocketAddress external() {
        return new InetSocketAddress("127.0.0.1", this.externalPort);
    }

    /** Where nodes report to, {@code host:port}. */
    public String heartbeat() {
        return "127.0.0.1:" + this.heartbeatPort;
    }

    /** The process. */
    public ManagedProcess process() {
        return this.process;
    }

    /** Waits until the balancer has said for the nth time that a node takes calls. */
    public void awaitNode(String name, int occurrence) {
        this.process.await(up(name), occurrence, START_TIMEOUT);
    }

    /** How often the balancer has said that a node takes calls. */
    int timesUp(String name) {
        return this.process.log().lines(up(name)).size();
    }

    private static String up(String name) {
        return "Node " + name + " is UP";
    }

    /** SIGTERM. */
    @Override
    public void close() {
        if (this.process.isAlive()) {
            this.process.terminate();
        }
    }
}
