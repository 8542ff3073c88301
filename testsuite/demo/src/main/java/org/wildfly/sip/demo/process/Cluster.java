/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Two clustered servers behind a balancer. Not for use by several threads. */
public final class Cluster implements AutoCloseable {
    private static final String SECRET = "a secret of this run only";

    private static final String JOINED = "WFLYCLJG0033";

    private final BalancerProcess balancer;
    private final List<ServerNode> nodes;
    private final List<Path> deployments = new ArrayList<>();

    private Cluster(BalancerProcess balancer, List<ServerNode> nodes) {
        this.balancer = balancer;
        this.nodes = nodes;
    }

    /**
     * Starts everything and waits until the balancer knows both nodes.
     *
     * @param balancerJar the executable jar of the balancer
     * @param folder where base directories and logs go
     */
    public static Cluster start(ServerHome home, Path balancerJar, Path folder) {
        FreePorts ports = new FreePorts();
        BalancerProcess balancer = new BalancerProcess(balancerJar, folder, SECRET, ports);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String multicast = "239.192." + random.nextInt(1, 255) + '.' + random.nextInt(1, 255);
        ServerNode.Settings settings = new ServerNode.Settings(home, folder, multicast, balancer.heartbeat(), SECRET);
        Cluster cluster = new Cluster(balancer,
                List.of(new ServerNode("node1", settings, ports), new ServerNode("node2", settings, ports)));
        try {
            for (ServerNode node : cluster.nodes) {
                // one after the other: JGroups may not deliver a view to a coordinator whom a member joins while it is becoming one
                node.launch().process().await(JOINED, ServerNode.START_TIMEOUT);
            }
            cluster.nodes.forEach(node -> cluster.awaitStart(node, 1));
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private void awaitStart(ServerNode node, int times) {
        node.awaitStart();
        this.balancer.awaitNode(node.name(), times);
    }

    /** The balancer. */
    public BalancerProcess balancer() {
        return this.balancer;
    }

    /** Both nodes, whether they run or not. */
    public List<ServerNode> nodes() {
        return this.nodes;
    }

    /** The nodes that run. */
    public List<ServerNode> running() {
        return this.nodes.stream().filter(ServerNode::isRunning).toList();
    }

    /** A node by its name. */
    public ServerNode node(String name) {
        return this.nodes.stream().filter(node -> node.name().equals(name)).findAny().orElseThrow();
    }

    /** The node that is not this one. */
    public ServerNode other(ServerNode node) {
        return this.nodes.get(0) == node ? this.nodes.get(1) : this.nodes.get(0);
    }

    /** Deploys an archive on both nodes. */
    public void deploy(Path archive) {
        this.deployments.add(archive);
        this.running().forEach(node -> node.management().deploy(archive));
    }

    /** Takes a deployment away from both nodes. */
    public void undeploy(Path archive) {
        this.deployments.remove(archive);
        this.running().forEach(node -> node.management().undeploy(archive.getFileName().toString()));
    }

    /** Starts the nodes that do not run; they have their deployments by themselves. */
    public void restore() {
        Map<ServerNode, Integer> missing = new LinkedHashMap<>();
        for (ServerNode node : this.nodes) {
            if (!node.isRunning()) {
                missing.put(node, this.balancer.timesUp(node.name()) + 1);
                node.launch();
            }
        }
        missing.forEach(this::awaitStart);
    }

    /** The last lines of all logs. */
    public String logs() {
        StringBuilder text = new StringBuilder(this.balancer.process().log().tail());
        this.nodes.stream().filter(node -> node.process() != null).forEach(node -> text.append('\n').append(node.process().log().tail()));
        return text.toString();
    }

    @Override
    public void close() {
        this.nodes.parallelStream().forEach(ServerNode::close);
        this.balancer.close();
    }
}
