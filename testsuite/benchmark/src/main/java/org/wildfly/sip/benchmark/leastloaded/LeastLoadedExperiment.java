/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark.leastloaded;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.wildfly.sip.balancer.algorithm.AlgorithmContext;
import org.wildfly.sip.balancer.algorithm.Algorithms;
import org.wildfly.sip.balancer.algorithm.BalancerAlgorithm;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Prints, for even and uneven nodes and growing load, how long INVITEs wait with each algorithm.
 */
public final class LeastLoadedExperiment {
    private static final int CALLS = 120_000;
    private static final int WARM_UP = 40_000;
    /** Work of a call, INVITE and BYE, in seconds on a node of speed 1. */
    private static final double CALL_WORK = 0.00275;
    private static final List<String> ALGORITHMS = List.of("CallIdAffinity", "HeaderConsistentHash", "LeastLoaded");
    private static final double[] LOADS = {0.3, 0.5, 0.7, 0.8, 0.9, 0.95};

    private LeastLoadedExperiment() {
    }

    /** Runs all; takes no arguments. */
    public static void main(String[] arguments) {
        experiment("8 even nodes", 1, 1, 1, 1, 1, 1, 1, 1);
        experiment("8 nodes, two of them half as fast", 1, 1, 1, 1, 1, 1, 0.5, 0.5);
        experiment("4 nodes of speeds 4, 2, 1, 1", 4, 2, 1, 1);
    }

    private static void experiment(String title, double... speeds) {
        print("%n%s; INVITE response time in ms, goodput: answered within T1 (500 ms)%n", title);
        print("%5s  %-21s %9s %9s %9s %9s%n", "load", "algorithm", "mean", "median", "99 %", "goodput");
        Map<String, Double> byName = new TreeMap<>();
        double capacity = 0;
        for (double speed : speeds) {
            byName.put("n" + byName.size(), speed);
            capacity += speed;
        }
        for (double load : LOADS) {
            for (String name : ALGORITHMS) {
                ResponseTimes times = new SimulatedCluster(clock -> algorithm(name, clock), nodes(byName), byName)
                        .run(load * capacity / CALL_WORK, CALLS, WARM_UP);
                print("%4.0f%%  %-21s %9.2f %9.2f %9.2f %8.1f%%%n", 100 * load, name, times.mean(), times.quantile(0.5),
                        times.quantile(0.99), times.goodput());
            }
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static Nodes nodes(Map<String, Double> speeds) {
        NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(10), System::nanoTime);
        speeds.keySet().forEach(name -> registry.nodeRegistered(NodeDescription.of(name, "0",
                Map.of(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5080))), NodeState.UP));
        return registry.snapshot();
    }

    private static BalancerAlgorithm algorithm(String name, LongSupplier clock) {
        try {
            return Algorithms.create(new AlgorithmContext(new ConfigurationReader(warning -> {
            }).read("lb.properties", new StringReader("externalPort=5060\nalgorithmClass=" + name)).algorithm(),
                    InetAddress.getLoopbackAddress(), () -> new SipHash(0, 0), clock));
        } catch (IOException | ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
