/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A provisioned WildFly, which nodes share for reading only.
 *
 * @param path its folder
 * @param configuration the name of the configuration file that nodes start with
 */
public record ServerHome(Path path, String configuration) {
    private static final Pattern PORT = Pattern.compile("<socket-binding [^>]*?\\bport=\"(?:\\$\\{[^:}\"]*:)?(\\d+)");
    private static final List<String> MODULAR_OPTIONS = List.of(
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    /** The port numbers of the configuration, before any offset. */
    Set<Integer> ports() {
        try {
            Set<Integer> ports = new TreeSet<>();
            Matcher matcher = PORT.matcher(Files.readString(this.path.resolve("standalone/configuration").resolve(this.configuration)));
            while (matcher.find()) {
                ports.add(Integer.parseInt(matcher.group(1)));
            }
            ports.remove(0);
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a base directory for a node; what is there is replaced. */
    Path createBase(Path base) {
        try {
            delete(base);
            for (String folder : List.of("configuration", "deployments", "lib")) {
                copy(this.path.resolve("standalone").resolve(folder), base.resolve(folder));
            }
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (Files.isDirectory(from)) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(path -> !path.equals(from)).toList()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The beginning of a server's command line: the JVM with what WildFly's own scripts open to it. */
    static List<String> jvm(String maximumHeap) {
        return Stream.concat(Stream.of(JavaCommand.path(), "-Xmx" + maximumHeap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true"), MODULAR_OPTIONS.stream()).toList();
    }
}
