/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import io.undertow.UndertowOptions;
import io.undertow.conduits.IdleTimeoutConduit;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.OpenListener;
import io.undertow.server.protocol.http.AlpnOpenListener;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http2.Http2OpenListener;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import org.wildfly.sip.balancer.config.HttpConfiguration;
import org.wildfly.sip.balancer.config.SettingException;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A port for clients. Closing it ends what it accepts, not the connections that it has accepted.
 */
final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 1000;
    private static final int MAX_STREAMS = 128;

    private final AcceptingChannel<? extends StreamConnection> channel;
    private final List<OpenListener> listeners;
    private final AtomicReference<Duration> idle;

    /**
     * @param listeners speak with clients
     * @param idle      for how long nothing may come or go on a connection
     */
    private HttpListener(AcceptingChannel<? extends StreamConnection> channel, List<OpenListener> listeners,
            AtomicReference<Duration> idle) {
        this.channel = channel;
        this.listeners = listeners;
        this.idle = idle;
    }

    /** Listens for plain HTTP. */
    static HttpListener plain(XnioWorker worker, ByteBufferPool buffers, HttpConfiguration configuration, HttpHandler handler)
            throws IOException {
        HttpOpenListener listener = new HttpOpenListener(buffers, options(OptionMap.EMPTY, configuration, configuration.http2Cleartext()));
        AtomicReference<Duration> idle = new AtomicReference<>(configuration.timeouts().idle());
        listener.setRootHandler(configuration.http2Cleartext() ? new Http2UpgradeHandler(handler) : handler);
        InetSocketAddress address = new InetSocketAddress(configuration.host(), configuration.httpPort());
        return opened("HTTP", address,
                () -> worker.createStreamConnectionServer(address, accept(listener, idle), socketOptions(configuration)),
                List.of(listener), idle);
    }

    /** Listens for HTTP over TLS. */
    static HttpListener tls(XnioWorker worker, ByteBufferPool buffers, HttpConfiguration configuration, HttpHandler handler,
            UndertowXnioSsl ssl, OptionMap tlsOptions) throws IOException {
        OptionMap options = options(OptionMap.EMPTY, configuration, configuration.http2());
        HttpOpenListener http = new HttpOpenListener(buffers, options);
        http.setRootHandler(handler);
        OpenListener listener = http;
        List<OpenListener> listeners = new ArrayList<>(List.of(http));
        if (configuration.http2()) {
            Http2OpenListener http2 = new Http2OpenListener(buffers, options);
            http2.setRootHandler(handler);
            listeners.add(http2);
            listener = new AlpnOpenListener(buffers, options, http).addProtocol(Http2OpenListener.HTTP2, http2, 10);
        }
        InetSocketAddress address = new InetSocketAddress(configuration.host(), configuration.httpsPort());
        AtomicReference<Duration> idle = new AtomicReference<>(configuration.timeouts().idle());
        ChannelListener<AcceptingChannel<StreamConnection>> accept = accept(listener, idle);
        return opened("HTTPS", address,
                () -> ssl.createSslConnectionServer(worker, address, cast(accept),
                        OptionMap.builder().addAll(socketOptions(configuration)).addAll(tlsOptions).getMap()),
                listeners, idle);
    }

    /** Connections that are made from now on get other limits and timeouts. */
    void change(HttpConfiguration next) {
        this.idle.set(next.timeouts().idle());
        for (OpenListener listener : this.listeners) {
            OptionMap before = listener.getUndertowOptions();
            listener.setUndertowOptions(options(before, next, before.get(UndertowOptions.ENABLE_HTTP2, false)));
        }
    }

    int port() {
        return this.channel.getLocalAddress(InetSocketAddress.class).getPort();
    }

    @Override
    public void close() {
        IoUtils.safeClose(this.channel);
    }

    private static HttpListener opened(String protocol, InetSocketAddress address, Opening opening, List<OpenListener> listeners,
            AtomicReference<Duration> idle) throws IOException {
        try {
            HttpListener listener = new HttpListener(opening.open(), List.copyOf(listeners), idle);
            listener.channel.resumeAccepts();
            HttpLogger.LOGGER.listening(protocol, address.getAddress().getHostAddress(), listener.port());
            return listener;
        } catch (IOException e) {
            throw SettingException.port(protocol + " on", address, protocol.toLowerCase(Locale.ROOT) + "Port", e);
        }
    }

    private static ChannelListener<AcceptingChannel<StreamConnection>> accept(OpenListener listener,
            AtomicReference<Duration> idle) {
        return ChannelListeners.openListenerAdapter(connection -> {
            // Undertow itself heeds an idle timeout for HTTP/2 only.
            IdleTimeoutConduit conduit = new IdleTimeoutConduit(connection);
            conduit.setIdleTimeout(idle.get().toMillis());
            connection.getSourceChannel().setConduit(conduit);
            connection.getSinkChannel().setConduit(conduit);
            listener.handleEvent(connection);
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <C extends Channel> ChannelListener<C> cast(ChannelListener<?> listener) {
        return (ChannelListener) listener;
    }

    private static OptionMap socketOptions(HttpConfiguration configuration) {
        int max = configuration.limits().maxConnections();
        return OptionMap.builder().set(Options.WORKER_IO_THREADS, configuration.limits().ioThreads()).set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true).set(Options.BALANCING_TOKENS, 1).set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, BACKLOG).set(Options.CONNECTION_HIGH_WATER, max).set(Options.CONNECTION_LOW_WATER, max).getMap();
    }

    private static OptionMap options(OptionMap before, HttpConfiguration configuration, boolean http2) {
        HttpConfiguration.Timeouts timeouts = configuration.timeouts();
        HttpConfiguration.Limits limits = configuration.limits();
        return OptionMap.builder().addAll(before).set(UndertowOptions.BUFFER_PIPELINED_DATA, true).set(UndertowOptions.ENABLE_HTTP2, http2)
                .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.maxHeaderSize())
                .set(UndertowOptions.MAX_HEADER_SIZE, limits.maxHeaderSize()).set(UndertowOptions.MAX_HEADERS, limits.maxHeaders())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, Math.toIntExact(timeouts.keepAlive().toMillis()))
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, Math.toIntExact(timeouts.request().toMillis()))
                .getMap();
    }

    private interface Opening {
        AcceptingChannel<? extends StreamConnection> open() throws IOException;
    }
}
