/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.harness;

import java.nio.file.Path;

import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerHome;

/** What the build hands to the tests. */
public final class Environment {
    private Environment() {
    }

    /** The provisioned server. */
    public static ServerHome home() {
        return new ServerHome(path("test.wildfly.home"), System.getProperty("test.wildfly.configuration"));
    }

    /** The executable jar of the balancer. */
    public static Path balancer() {
        return path("test.balancer.jar");
    }

    /** The options of the Java machine with which the balancer's scripts start it, in a file as {@code java} reads it. */
    public static Path balancerOptions() {
        return path("test.balancer.jvmargs");
    }

    /** The load generator of the benchmarks, in C. */
    public static Path sipblast() {
        return path("test.sipblast");
    }

    /** The source of the algorithm that is an example for users. */
    public static Path exampleAlgorithm() {
        return path("test.example.algorithm");
    }

    /** Where logs and base directories go. */
    public static Path folder() {
        return path("test.folder");
    }

    /** Starts a cluster with all applications. */
    public static Cluster startCluster(String name) {
        Path folder = folder().resolve(name);
        Cluster cluster = Cluster.start(home(), balancer(), folder);
        Applications.write(folder).forEach(cluster::deploy);
        return cluster;
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("System property " + property + " is not set; run the tests by Maven");
        }
        return Path.of(value).toAbsolutePath();
    }
}
