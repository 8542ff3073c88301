/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.HttpConfiguration;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.reload.Reloadable;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The HTTP side of a balancer: its ports, its threads, the way of a request. Started by its constructor, stopped by {@link #close()}.
 */
public final class HttpService implements Reloadable, AutoCloseable {

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final HttpStatistics statistics = new HttpStatistics();
    private final RouteSwitches switches;
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_SIZE, -1, 4);
    private final NodeProxy proxy;
    private final LiveHandler proxied;
    private final LiveHandler redirected;
    private final GracefulShutdownHandler gate;
    private final HttpListener plain;
    private final HttpListener tls;
    private volatile HttpConfiguration configuration;
    private volatile int retryAfter;

    /**
     * Listens.
     *
     * @param balancer has the configuration of HTTP, of TLS, and of what clients are told
     * @param nodes    gives the nodes of now
     * @param selector the algorithm
     * @param context  for clients, and for nodes that take HTTP over TLS only; null if there is no key store
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public HttpService(BalancerConfiguration balancer, Supplier<Nodes> nodes, HttpNodeSelector selector, SSLContext context)
            throws IOException {
        OptionMap tlsOptions = TlsOptions.of(balancer.tls());
        this.configuration = balancer.http();
        this.retryAfter = balancer.routing().retryAfter();
        this.switches = new RouteSwitches(nodes);
        int threads = this.configuration.limits().ioThreads();
        // Of Undertow, since it may be a module of its own.
        Xnio xnio = Xnio.getInstance(HttpHandler.class.getClassLoader());
        this.worker = xnio.createWorker(OptionMap.builder().set(Options.WORKER_NAME, "SIP balancer HTTP")
                .set(Options.WORKER_IO_THREADS, threads).set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, threads).set(Options.THREAD_DAEMON, true).getMap());
        UndertowXnioSsl ssl = context == null
                ? null
                : new UndertowXnioSsl(xnio, OptionMap.create(Options.USE_DIRECT_BUFFERS, true), context);
        this.proxy = new NodeProxy(() -> this.configuration, nodes, selector, this.switches, ssl, tlsOptions, this.statistics);
        this.proxied = new LiveHandler(this.proxy.handler());
        this.gate = new GracefulShutdownHandler(this.proxied);
        this.redirected = new LiveHandler(redirect());
        ErrorResponse errors = new ErrorResponse(() -> this.retryAfter, this.statistics);
        HttpHandler entry = new RequestCount(this.gate, errors, this.statistics);
        HttpListener listening = null;
        try {
            listening = this.configuration.httpsPort() < 0
                    ? null
                    : HttpListener.tls(this.worker, this.buffers, this.configuration, entry, ssl, tlsOptions);
            this.tls = listening;
            HttpHandler toTls = new RequestCount(this.redirected, errors, this.statistics);
            this.plain = this.configuration.httpPort() < 0
                    ? null
                    : HttpListener.plain(this.worker, this.buffers, this.configuration, this.tls == null ? entry : toTls);
        } catch (IOException e) {
            if (listening != null) {
                listening.close();
            }
            this.worker.shutdownNow();
            throw e;
        }
    }

    @Override
    public Runnable prepare(BalancerConfiguration balancer) {
        return () -> {
            this.retryAfter = balancer.routing().retryAfter();
            // Ports that are no longer wanted serve as they did until a restart.
            if (balancer.http() != null) {
                take(balancer.http());
            }
        };
    }

    private void take(HttpConfiguration next) {
        this.configuration = next;
        this.proxied.change(this.proxy.handler());
        this.redirected.change(redirect());
        Stream.of(this.plain, this.tls).filter(Objects::nonNull).forEach(listener -> listener.change(next));
    }

    /** The plain port; -1 if there is none. */
    public int port() {
        return this.plain == null ? -1 : this.plain.port();
    }

    /** The TLS port; -1 if there is none. */
    public int tlsPort() {
        return this.tls == null ? -1 : this.tls.port();
    }

    /** The counts. */
    public HttpStatistics statistics() {
        return this.statistics;
    }

    /** To be told by nodes that have taken over the HTTP sessions of others. */
    public RouteSwitches switches() {
        return this.switches;
    }

    /** Accepts no more, lets the requests that are running end within the configured time, closes what is left. */
    @Override
    public void close() {
        if (this.plain != null) {
            this.plain.close();
        }
        if (this.tls != null) {
            this.tls.close();
        }
        this.gate.shutdown();
        Duration patience = this.configuration.timeouts().shutdown();
        try {
            this.gate.awaitShutdown(patience.toMillis());
            HttpLogger.LOGGER.stopped(Statistics.text(this.statistics.snapshot()), patience.toMillis(), this.statistics.running());
            this.worker.shutdownNow();
            this.worker.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            this.worker.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            this.buffers.close();
        }
    }

    /** What the plain port does if there is a TLS port. */
    private HttpHandler redirect() {
        int status = this.configuration.redirectStatus();
        return status == 0
                ? this.gate
                : new RequestCheck(new HttpsRedirect(this.gate, status, this::tlsPort, this.configuration.trustedProxies(),
                        this.statistics), this.statistics);
    }
}
