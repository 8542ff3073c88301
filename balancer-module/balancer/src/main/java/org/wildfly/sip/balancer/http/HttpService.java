/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.HttpConfiguration;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The HTTP side of a balancer: its ports, its threads, the way of a request. Started by its constructor, stopped by {@link #close()}.
 */
public final class HttpService implements AutoCloseable {

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final HttpStatistics statistics = new HttpStatistics();
    private final RouteSwitches switches = new RouteSwitches();
    private final HttpConfiguration configuration;
    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_SIZE, -1, 4);
    private final GracefulShutdownHandler gate;
    private final HttpListener plain;
    private final HttpListener tls;

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
        HttpConfiguration configuration = balancer.http();
        OptionMap tlsOptions = TlsOptions.of(balancer.tls());
        this.configuration = configuration;
        // Of Undertow, since it may be a module of its own.
        Xnio xnio = Xnio.getInstance(HttpHandler.class.getClassLoader());
        this.worker = xnio.createWorker(OptionMap.builder().set(Options.WORKER_NAME, "SIP balancer HTTP")
                .set(Options.WORKER_IO_THREADS, configuration.limits().ioThreads()).set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, configuration.limits().ioThreads()).set(Options.THREAD_DAEMON, true).getMap());
        UndertowXnioSsl ssl = context == null
                ? null
                : new UndertowXnioSsl(xnio, OptionMap.create(Options.USE_DIRECT_BUFFERS, true), context);
        this.gate = new GracefulShutdownHandler(checked(proxy(nodes, selector, ssl, tlsOptions)));
        ErrorResponse errors = new ErrorResponse(balancer.routing().retryAfter(), this.statistics);
        HttpHandler entry = new RequestCount(this.gate, errors, this.statistics);
        HttpListener listening = null;
        try {
            listening = configuration.httpsPort() < 0
                    ? null
                    : HttpListener.tls(this.worker, this.buffers, configuration, entry, ssl, tlsOptions);
            this.tls = listening;
            this.plain = configuration.httpPort() < 0
                    ? null
                    : HttpListener.plain(this.worker, this.buffers, configuration, this.tls == null ? entry : redirect(entry, errors));
        } catch (IOException e) {
            if (listening != null) {
                listening.close();
            }
            this.worker.shutdownNow();
            throw e;
        }
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

    private HttpHandler checked(HttpHandler proxy) {
        HttpHandler headers = new ProxyHeaders(proxy, this.configuration.trustedProxies(), this.configuration.forwarded());
        HttpHandler limited = new ContentLimit(headers, this.configuration.limits().maxContentLength(), this.statistics);
        return new RequestCheck(limited, this.statistics);
    }

    private HttpHandler redirect(HttpHandler entry, ErrorResponse errors) {
        int status = this.configuration.redirectStatus();
        HttpHandler redirect = new HttpsRedirect(this.gate, status, this.tls::port, this.configuration.trustedProxies(), this.statistics);
        return status == 0 ? entry : new RequestCount(new RequestCheck(redirect, this.statistics), errors, this.statistics);
    }

    private HttpHandler proxy(Supplier<Nodes> nodes, HttpNodeSelector selector, UndertowXnioSsl ssl, OptionMap tlsOptions) {
        HttpConfiguration.Limits limits = this.configuration.limits();
        HttpConfiguration.Timeouts timeouts = this.configuration.timeouts();
        NodeConnector connector = new NodeConnector(ssl, tlsOptions, limits.maxHeaderSize());
        NodePools pools = new NodePools(connector, new NodePool.Configuration() {
            @Override
            public int maxConnections() {
                return (limits.maxNodeConnections() + limits.ioThreads() - 1) / limits.ioThreads();
            }

            @Override
            public Duration connectTimeout() {
                return timeouts.connect();
            }

            @Override
            public Duration ejection() {
                return timeouts.ejection();
            }
        });
        NodeProxyClient client = new NodeProxyClient(nodes, new StickyChoice(selector, this.switches), pools,
                this.configuration.affinityKey(), timeouts.response(), this.statistics);
        return ProxyHandler.builder().setProxyClient(client).setNext(new NoNode(this.configuration.unavailable(), this.statistics))
                .setReuseXForwarded(true).setIdempotentRequestPredicate(NodeProxyClient::mayRepeat).build();
    }
}
