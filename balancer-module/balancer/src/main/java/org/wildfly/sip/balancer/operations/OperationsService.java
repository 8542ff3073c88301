/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Operations;
import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.tls.Tls;

/**
 * The operations port: HTTP on a port of its own, with threads of its own.
 */
public final class OperationsService implements AutoCloseable {
    private static final int BACKLOG = 50;
    /** Made when they are needed: clients that are slow must not keep a monitor from its answer. */
    private static final int THREADS = 16;
    private static final int MAX_CONNECTIONS = 128;
    /** Bounds of the Java machine's HTTP server, in seconds and in numbers; it reads them once. */
    private static final Map<String, Integer> BOUNDS = Map.of("sun.net.httpserver.maxReqTime", 10, "sun.net.httpserver.maxRspTime", 30,
            "sun.net.httpserver.idleInterval", 30, "sun.net.httpserver.maxReqHeaders", 100, "jdk.httpserver.maxConnections",
            MAX_CONNECTIONS);

    private final HttpServer server;
    private final ThreadPoolExecutor executor;

    private OperationsService(HttpServer server, Operations configuration, OperatedBalancer balancer) {
        this.server = server;
        AtomicInteger number = new AtomicInteger();
        this.executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_CONNECTIONS), task -> {
            Thread thread = new Thread(task, "SIP balancer operations " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.executor.allowCoreThreadTimeOut(true);
        server.setExecutor(this.executor);
        HttpContext context = server.createContext("/", new Dispatcher(endpoints(balancer)));
        context.getFilters().add(new Gate(
                configuration.user() == null ? null : new Credentials(configuration.user(), configuration.password()),
                configuration.address().text()));
    }

    /**
     * Opens the port.
     *
     * @param tls shows the balancer's certificate; null if there is none
     * @return null if none is configured, or if another process has the default one
     * @throws IOException if the port that is configured cannot be bound
     */
    public static OperationsService open(Operations configuration, Tls tls, OperatedBalancer balancer) throws IOException {
        if (configuration.address() == null) {
            return null;
        }
        BOUNDS.forEach((name, value) -> System.getProperties().putIfAbsent(name, value.toString()));
        InetSocketAddress address = new InetSocketAddress(configuration.address().host(), configuration.address().port());
        String host = address.getAddress().getHostAddress();
        try {
            HttpServer server = create(address, configuration.encrypted() ? tls : null);
            OperationsService service = new OperationsService(server, configuration, balancer);
            server.start();
            OperationsLogger.LOGGER.listening(configuration.encrypted() ? "https" : "http", host, service.port(),
                    configuration.user() == null ? "without" : "with");
            return service;
        } catch (BindException e) {
            if (!configuration.chosen()) {
                OperationsLogger.LOGGER.taken(host, address.getPort());
                return null;
            }
            throw SettingException.port("operators on TCP", address, "operationsPort", e);
        }
    }

    private static HttpServer create(InetSocketAddress address, Tls tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, BACKLOG);
        }
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                parameters.setSSLParameters(tls.parameters());
            }
        });
        return server;
    }

    private static Map<String, Endpoint> endpoints(OperatedBalancer balancer) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        Endpoint page = new PageEndpoint();
        PageEndpoint.FILES.keySet().forEach(path -> endpoints.put(path, page));
        Endpoint health = new HealthEndpoint(balancer);
        endpoints.put(HealthEndpoint.LIVE, health);
        endpoints.put(HealthEndpoint.READY, health);
        Endpoint status = new StatusEndpoint(balancer);
        endpoints.put(StatusEndpoint.PATH, status);
        endpoints.put(StatusEndpoint.CALLS, status);
        endpoints.put(NodesEndpoint.PATH, new NodesEndpoint(balancer.registry()));
        Endpoint configuration = new ConfigurationEndpoint(balancer.reloader());
        endpoints.put(ConfigurationEndpoint.CONFIG, configuration);
        endpoints.put(ConfigurationEndpoint.RELOAD, configuration);
        endpoints.put(LogLevelEndpoint.PATH, new LogLevelEndpoint());
        endpoints.put(CaptureEndpoint.PATH, new CaptureEndpoint(balancer.capture()));
        endpoints.put(MetricsEndpoint.PATH, new MetricsEndpoint(balancer));
        return endpoints;
    }

    /** The port. */
    public int port() {
        return this.server.getAddress().getPort();
    }

    @Override
    public void close() {
        this.server.stop(0);
        this.executor.shutdownNow();
    }
}
