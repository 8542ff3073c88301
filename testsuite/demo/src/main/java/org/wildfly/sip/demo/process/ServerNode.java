/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A WildFly server process on 127.0.0.1 with a base directory of its own. Not for use by several threads, but for {@link #management()}. */
public final class ServerNode implements AutoCloseable {
    /**
     * What all nodes of a cluster have in common.
     *
     * @param home the provisioned server
     * @param folder where base directories and logs go
     * @param multicastAddress what keeps clusters on one machine apart
     * @param balancers the heartbeat addresses of balancers, {@code host:port} separated by commas; empty for none
     * @param secret the secret shared with the balancers
     */
    public record Settings(ServerHome home, Path folder, String multicastAddress, String balancers, String secret) {
    }

    static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final String STARTED = "WFLYSRV0025";
    private static final int MANAGEMENT_PORT = 9990;

    private final String name;
    private final Settings settings;
    private final FreePorts ports;
    private final Path base;
    private int offset;
    private ManagedProcess process;
    private ManagementClient management;
    private int starts;

    /** Prepares a node; nothing is started. */
    public ServerNode(String name, Settings settings, FreePorts ports) {
        this.name = name;
        this.settings = settings;
        this.ports = ports;
        this.base = settings.home().createBase(settings.folder().resolve(name));
    }

    /** The node's name. */
    public String name() {
        return this.name;
    }

    /** A port of the configuration with the offset of this node, which has been launched. */
    public int port(int configured) {
        return configured + this.offset;
    }

    /** Starts the server and returns without waiting. */
    public ServerNode launch() {
        if (this.starts == 0) {
            // as late as possible: others on this machine look for free ports, too
            this.offset = this.ports.offset(this.settings.home().ports());
        }
        Path log = this.settings.folder().resolve(this.name + (this.starts == 0 ? "" : "-" + this.starts) + ".log");
        this.starts++;
        this.process = ManagedProcess.start(this.name, this.command(), log);
        return this;
    }

    /** Waits until a server that was launched has started. */
    public ServerNode awaitStart() {
        this.process.await(STARTED, START_TIMEOUT);
        this.management = new ManagementClient(this.port(MANAGEMENT_PORT));
        return this;
    }

    private List<String> command() {
        Path home = this.settings.home().path();
        List<String> command = new ArrayList<>(ServerHome.jvm("256m"));
        command.addAll(List.of(
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + this.base,
                "-Djboss.node.name=" + this.name,
                "-Djboss.socket.binding.port-offset=" + this.offset,
                "-Djboss.default.multicast.address=" + this.settings.multicastAddress(),
                "-Dsip.balancers=" + this.settings.balancers(),
                "-Dsip.balancer.secret=" + this.settings.secret(),
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.bind.address.private=127.0.0.1",
                "-Djboss.bind.address.unsecure=127.0.0.1",
                "-Dorg.jboss.logmanager.nocolor=true",
                "-Dorg.jboss.boot.log.file=" + this.base.resolve("log/server.log"),
                "-Dlogging.configuration=" + this.base.resolve("configuration/logging.properties").toUri(),
                "-jar", home.resolve("jboss-modules.jar").toString(),
                "-mp", home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "--server-config=" + this.settings.home().configuration()));
        return command;
    }

    /** The process. */
    public ManagedProcess process() {
        return this.process;
    }

    /** The management interface of the server that runs now. */
    public ManagementClient management() {
        return this.management;
    }

    /** Whether the server runs. */
    public boolean isRunning() {
        return this.process != null && this.process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() {
        this.closeManagement();
        this.process.kill();
    }

    /** SIGTERM. */
    @Override
    public void close() {
        this.closeManagement();
        if (this.isRunning()) {
            this.process.terminate();
        }
    }

    private void closeManagement() {
        if (this.management != null) {
            this.management.close();
            this.management = null;
        }
    }
}
