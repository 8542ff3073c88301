/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a configuration of an {@code lb.properties} file: strict about values, tolerant of keys; all that is wrong is told at once.
 */
public final class ConfigurationReader {
    private static final String ROUTE_SECRET = "routeSecret";

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
     * @throws IOException            if it cannot be read; its message says which and why
     */
    public BalancerConfiguration read(Path file) throws IOException, ConfigurationException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return read(file.toString(), reader);
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " cannot be read: its permissions do not allow it", e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
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
        List<ConfigurationEntry> entries = PropertiesLines.read(reader);
        if (!entries.isEmpty() && entries.get(0).key().startsWith("<")) {
            throw new ConfigurationException(name, List.of("line " + entries.get(0).line()
                    + ": it is XML, as RestComm has had it since 8.0;"
                    + " write properties: \"Coming from Mobicents or RestComm\" in balancer-module/README.md has the key of each element"));
        }
        Settings settings = new Settings(name, entries);
        StackKeys.translate(settings);
        AddressSection.Legs legs = AddressSection.read(settings);
        BalancerConfiguration.Crossing crossing = CrossingSection.read(settings, legs);
        BalancerConfiguration.Heartbeat heartbeat = HeartbeatSection.read(settings, legs.internal());
        BalancerConfiguration.FixedNodes fixedNodes = FixedNodesSection.read(settings);
        AlgorithmConfiguration algorithm = AlgorithmSection.read(settings);
        HealthConfiguration health = HealthSection.read(settings);
        String routeSecret = settings.secret(ROUTE_SECRET, 8);
        BalancerConfiguration.Transports transports = TransportSection.read(settings);
        BalancerConfiguration.Routing routing = RoutingSection.read(settings);
        TlsConfiguration tls = TlsSection.read(settings, legs);
        HttpConfiguration http = HttpSection.read(settings, legs.external().text());
        BalancerConfiguration.Operations operations = OperationsSection.read(settings, tls);
        BalancerConfiguration.Advertising advertising = AdvertisingSection.read(settings, legs);
        BalancerConfiguration.Capture capture = CaptureSection.read(settings);
        LogLevel logLevel = LoggingSection.read(settings);
        this.warnings.warn(name, settings);
        settings.check();
        return new BalancerConfiguration(legs.external(), legs.internal(), crossing, heartbeat, fixedNodes, algorithm, health, routeSecret,
                transports, routing, advertising, operations, tls, capture, logLevel, http,
                settings.effective());
    }
}
