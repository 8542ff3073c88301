/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.wildfly.sip.demo.process.FreePorts;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.testsuite.harness.Environment;

/**
 * The balancer's executable jar in a process of its own, on 127.0.0.1, with a file of a test. For one thread.
 */
public final class StartedBalancer implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    /** Options of a Java machine with a small heap, which starts fast. */
    static final List<String> SMALL = List.of("-Xmx64m");

    /** Starts one; what to do with it is the caller's. */
    @FunctionalInterface
    public interface Starter {
        StartedBalancer start() throws Exception;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "Load balancer ready";
    private static final Pattern PORT = Pattern.compile("\\{(\\w+)}");

    private final FreePorts freePorts = new FreePorts();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<AutoCloseable> peers = new ArrayList<>();
    private final Path folder;
    private final Path file;
    private final ManagedProcess process;

    private StartedBalancer(String name, String text, BiFunction<Path, Path, ManagedProcess> launcher) throws IOException {
        this.folder = Files.createDirectories(Environment.folder().resolve("balancer").resolve(name));
        this.file = this.folder.resolve("lb.properties");
        Files.writeString(this.file, withPorts(text));
        this.process = launcher.apply(this.folder, this.file);
        try {
            this.process.await(READY, PATIENCE);
        } catch (IllegalStateException e) {
            this.process.kill();
            throw e;
        }
    }

    /**
     * Starts a balancer with two ports and waits until it is ready.
     *
     * @param name  of its folder below the build's
     * @param lines of its file besides host, external, internal and heartbeat port; {@code {name}} stands for a free port
     */
    public static StartedBalancer start(String name, String... lines) throws IOException {
        return plain(name, "host=" + HOST, "externalPort={external}", "internalPort={internal}", "heartbeatPort={heartbeat}",
                String.join("\n", lines));
    }

    /** Starts a balancer with one port for clients and nodes. */
    public static StartedBalancer startSinglePort(String name, String... lines) throws IOException {
        return plain(name, "host=" + HOST, "externalPort={external}", "heartbeatPort={heartbeat}", String.join("\n", lines));
    }

    /** Starts a balancer whose file has these lines only. */
    public static StartedBalancer plain(String name, String... lines) throws IOException {
        return start(name, SMALL, lines);
    }

    /**
     * Starts a balancer whose file has these lines only.
     *
     * @param jvm options of the Java machine
     */
    public static StartedBalancer start(String name, List<String> jvm, String... lines) throws IOException {
        return new StartedBalancer(name, String.join("\n", lines) + '\n', (folder, file) -> launch(folder, jvm, file));
    }

    /**
     * Starts the balancer of the provisioned server by its script; the file has these lines only.
     *
     * @param jvm options of the Java machine, besides those of the server
     */
    public static StartedBalancer provisioned(String name, List<String> jvm, String... lines) throws IOException {
        String script = Environment.home().path().resolve("bin").resolve("sip-balancer.sh").toString();
        return new StartedBalancer(name, String.join("\n", lines) + '\n',
                (folder, file) -> ManagedProcess.start("balancer",
                        List.of("/usr/bin/env", "JAVA_OPTS=" + String.join(" ", jvm), "/bin/sh", script, file.toString()),
                        folder.resolve("balancer.log")));
    }

    /** The options of the Java machine with which the balancer's scripts start it. */
    public static List<String> optionsOfScript() {
        return List.of("-XX:TieredStopAtLevel=4", "@" + Environment.balancerOptions());
    }

    /** Starts the jar with any arguments and returns without waiting. */
    public static ManagedProcess launch(Path folder, List<String> jvm, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", Environment.balancer().toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return ManagedProcess.start("balancer", command, folder.resolve("balancer.log"));
    }

    private String withPorts(String text) {
        return PORT.matcher(text).replaceAll(
                name -> Matcher.quoteReplacement(
                        Integer.toString(this.ports.computeIfAbsent(name.group(1), key -> this.freePorts.next()))));
    }

    /** Puts a new file in the place of the old one, with the same ports. */
    public void rewrite(String... lines) throws IOException {
        Files.writeString(this.file, withPorts(String.join("\n", lines) + '\n'));
    }

    /** The port that stands for a name in the file. */
    public int port(String name) {
        return this.ports.get(name);
    }

    /** The address of the port that stands for a name in the file. */
    public InetSocketAddress address(String name) {
        return new InetSocketAddress(HOST, port(name));
    }

    /** Where clients send. */
    public InetSocketAddress external() {
        return address("external");
    }

    /** Where nodes send. */
    public InetSocketAddress internal() {
        return address(this.ports.containsKey("internal") ? "internal" : "external");
    }

    /** A port that nobody uses. */
    public int freePort() {
        return this.freePorts.next();
    }

    public ManagedProcess process() {
        return this.process;
    }

    /** Where its file and log are. */
    public Path folder() {
        return this.folder;
    }

    /** A phone on UDP that sends to the external port. */
    public UdpPeer phone() throws IOException {
        return with(new UdpPeer(external()));
    }

    /** A phone with a connection to the external port. */
    public StreamPeer tcpPhone() throws IOException {
        return with(StreamPeer.connect(external()));
    }

    /** A node on UDP that sends to the internal port and has announced itself. */
    public BalancedNode node(String name) throws IOException {
        return node(name, "0");
    }

    /** A node on UDP, with the version of what it runs. */
    public BalancedNode node(String name, String version) throws IOException {
        return node(new Announcement(name).version(version), new UdpPeer(internal()));
    }

    /** A node on UDP at one of the addresses of this machine; the file must allow it. */
    public BalancedNode nodeAt(String name, String host) throws IOException {
        return node(new Announcement(name), new UdpPeer(new InetSocketAddress(host, 0), internal()));
    }

    private BalancedNode node(Announcement announcement, UdpPeer peer) throws IOException {
        return with(new BalancedNode(announcement.address("UDP", peer.address()), peer, this)).up();
    }

    /** Waits until the balancer has written a text for the nth time. */
    public void await(String text, int occurrence) {
        this.process.await(text, occurrence, PATIENCE);
    }

    /** How often the balancer has written a text. */
    public int times(String text) {
        return this.process.log().lines(text).size();
    }

    /** Closes something at the end. */
    public <T extends AutoCloseable> T with(T peer) {
        this.peers.add(peer);
        return peer;
    }

    /** Ends all peers; the balancer goes on. */
    public void dismiss() throws Exception {
        for (AutoCloseable peer : this.peers) {
            peer.close();
        }
        this.peers.clear();
    }

    /** Ends its peers and kills it: a graceful stop takes a second at least, and has tests of its own. */
    @Override
    public void close() throws Exception {
        dismiss();
        if (this.process.isAlive()) {
            this.process.kill();
        }
    }
}
