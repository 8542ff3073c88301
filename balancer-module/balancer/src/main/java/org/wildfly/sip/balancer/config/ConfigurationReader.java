/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Address;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Affinity;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Heartbeat;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Transports;

/**
 * Makes a configuration of an {@code lb.properties} file: strict about values, tolerant of keys; all that is wrong is told at once.
 */
public final class ConfigurationReader {
    private static final int NOT_SET = -1;

    private final KeyWarnings warnings;

    /**
     * @param warnings gets a text for each key that has no effect
     */
    public ConfigurationReader(Consumer<String> warnings) {
        this.warnings = new KeyWarnings(warnings);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it has problems
     * @throws IOException            if it cannot be read
     */
    public BalancerConfiguration read(Path file) throws IOException, ConfigurationException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return read(file.toString(), reader);
        }
    }

    /**
     * Reads what a reader gives.
     *
     * @param name what problems are reported under
     * @throws ConfigurationException if it has problems
     * @throws IOException            if it cannot be read
     */
    public BalancerConfiguration read(String name, Reader reader) throws IOException, ConfigurationException {
        Settings settings = new Settings(name, PropertiesLines.read(reader), Keys::isSupported);
        String host = settings.text(Keys.HOST, "127.0.0.1");
        Address external = address(settings, Keys.EXTERNAL_HOST, host, Keys.EXTERNAL_PORT);
        boolean twoPorts = settings.isSet(Keys.INTERNAL_PORT);
        Address internal = twoPorts ? address(settings, Keys.INTERNAL_HOST, host, Keys.INTERNAL_PORT) : external;
        checkPorts(settings, external, internal, twoPorts);
        Heartbeat heartbeat = heartbeat(settings, twoPorts ? internal.text() : host);
        Affinity affinity = affinity(settings);
        String routeSecret = secret(settings, Keys.ROUTE_SECRET);
        Transports transports = transports(settings);
        this.warnings.warn(name, settings.unread());
        settings.check();
        return new BalancerConfiguration(external, internal, heartbeat, affinity, routeSecret, transports);
    }

    private static void checkPorts(Settings settings, Address external, Address internal, boolean twoPorts) {
        if (external.port() == NOT_SET && !settings.isSet(Keys.EXTERNAL_PORT)) {
            settings.problem(Keys.EXTERNAL_PORT,
                    "is missing: add the port that clients send to, for instance " + Keys.EXTERNAL_PORT + "=5060");
        }
        if (twoPorts && external.port() > 0 && external.port() == internal.port() && external.host().equals(internal.host())) {
            settings.problem(Keys.INTERNAL_PORT, "is the external port, too; take another, or remove it to have one port for both");
        }
        if (!twoPorts && settings.isSet(Keys.INTERNAL_HOST)) {
            settings.text(Keys.INTERNAL_HOST, null);
            settings.problem(Keys.INTERNAL_HOST, "has no meaning without " + Keys.INTERNAL_PORT + "; add that, or remove this");
        }
    }

    private static Heartbeat heartbeat(Settings settings, String defaultHost) {
        String text = settings.text(Keys.HEARTBEAT_HOST, defaultHost);
        Address address = new Address(text, host(settings, Keys.HEARTBEAT_HOST, text),
                settings.number(Keys.HEARTBEAT_PORT, 2611, 0, 65535));
        return new Heartbeat(address, secret(settings, Keys.HEARTBEAT_SECRET), settings.flag(Keys.HEARTBEAT_REMOTE_WITHOUT_SECRET, false),
                Duration.ofMillis(settings.number(Keys.NODE_TIMEOUT, 5100, 100, 3_600_000)),
                Duration.ofMillis(settings.number(Keys.HEARTBEAT_INTERVAL, 150, 10, 60_000)));
    }

    private static Affinity affinity(Settings settings) {
        String algorithm = settings.text(Keys.ALGORITHM_CLASS, AlgorithmNames.CALL_ID_AFFINITY);
        String problem = AlgorithmNames.problem(algorithm);
        if (problem != null) {
            settings.problem(Keys.ALGORITHM_CLASS, problem);
        }
        return new Affinity(Duration.ofSeconds(settings.number(Keys.MAX_TIME_IN_CACHE, 500, 1, 86_400)),
                settings.number(Keys.MAX_ENTRIES, 262_144, 1024, 16_777_216), settings.flag(Keys.GROUP_FAILOVER, false));
    }

    private static Transports transports(Settings settings) {
        return new Transports(settings.number(Keys.MAX_MESSAGE_SIZE, 65_535, 1024, 1_048_576),
                settings.number(Keys.UDP_RECEIVE_BUFFER, 4_194_304, 8192, 1_073_741_824),
                settings.number(Keys.UDP_SEND_BUFFER, 4_194_304, 8192, 1_073_741_824),
                settings.number(Keys.TCP_THREADS, Math.min(4, Runtime.getRuntime().availableProcessors()), 1, 64),
                settings.number(Keys.MAX_CONNECTIONS, 20_000, 1, 1_000_000),
                Duration.ofMillis(settings.number(Keys.CONNECT_TIMEOUT, 3000, 10, 60_000)),
                Duration.ofSeconds(settings.number(Keys.IDLE_TIMEOUT, 3600, 10, 86_400)));
    }

    private static Address address(Settings settings, String hostKey, String defaultHost, String portKey) {
        String text = settings.text(hostKey, defaultHost);
        return new Address(text, host(settings, settings.isSet(hostKey) ? hostKey : Keys.HOST, text),
                settings.number(portKey, NOT_SET, 0, 65535));
    }

    private static InetAddress host(Settings settings, String key, String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            if (address.isAnyLocalAddress() && !key.equals(Keys.HEARTBEAT_HOST)) {
                settings.problem(key,
                        "is the wildcard address, which nobody can send to; give an address of this machine that the others can reach");
            }
            return address;
        } catch (UnknownHostException e) {
            settings.problem(key, "is not known as a host; give an address or a name that can be resolved");
            return InetAddress.getLoopbackAddress();
        }
    }

    private static String secret(Settings settings, String key) {
        String secret = settings.text(key, null);
        if (secret != null && secret.length() < 8) {
            settings.problem(key, "is shorter than 8 characters; take a long random text");
        }
        return secret;
    }

    /** All supported keys with the values of a configuration, one {@code key=value} each; secrets are not shown. */
    public static List<String> print(BalancerConfiguration configuration) {
        return ConfigurationPrinter.print(configuration);
    }
}
