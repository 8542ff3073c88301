/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import javax.net.ssl.SSLEngineResult.HandshakeStatus;

import io.undertow.UndertowOptions;
import io.undertow.client.ALPNClientSelector;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.http.HttpClientProvider;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.ssl.SslConnection;
import org.xnio.ssl.XnioSsl;

/**
 * Makes HTTP/1.1 connections to nodes, plain or over TLS, in a bounded time. For all threads.
 */
final class NodeConnector {
    private static final String TLS = "https";

    private final HttpClientProvider provider = new HttpClientProvider();
    private final XnioSsl ssl;
    private final IntSupplier maxHeader;
    private final OptionMap tlsOptions;

    /**
     * @param ssl        for nodes that take HTTP over TLS only; null if there is no TLS
     * @param tlsOptions of all TLS connections
     * @param maxHeader  how many bytes the header of a response may have; asked for each connection
     */
    NodeConnector(XnioSsl ssl, OptionMap tlsOptions, IntSupplier maxHeader) {
        this.ssl = ssl;
        this.maxHeader = maxHeader;
        this.tlsOptions = tlsOptions;
    }

    /**
     * Connects.
     *
     * @param thread   the I/O thread that calls, will have the connection, and calls back
     * @param timeout  how long connecting may take, the TLS handshake included
     * @param callback told once
     */
    void connect(NodeAddress address, XnioIoThread thread, ByteBufferPool buffers, Duration timeout,
            ClientCallback<NodeConnection> callback) {
        Attempt attempt = new Attempt(callback);
        attempt.timer = thread.executeAfter(
                () -> attempt.failed(new ConnectException("no connection within " + timeout.toMillis() + " ms")), timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        OptionMap options = OptionMap.builder().set(Options.TCP_NODELAY, true)
                .set(UndertowOptions.MAX_HEADER_SIZE, this.maxHeader.getAsInt()).getMap();
        if (!address.tls()) {
            Xnio xnio = thread.getWorker().getXnio();
            this.provider.connect(attempt, address.uri(TLS), thread, new PlainConnections(xnio, attempt::filter), buffers, options);
        } else if (this.ssl == null) {
            attempt.failed(new ConnectException("it takes HTTP over TLS only, and there is no trust store"));
        } else {
            connectTls(address, thread, buffers, attempt,
                    OptionMap.builder().addAll(options).addAll(this.tlsOptions).set(Options.SSL_STARTTLS, true).getMap());
        }
    }

    private void connectTls(NodeAddress address, XnioIoThread thread, ByteBufferPool buffers, Attempt attempt, OptionMap options) {
        IoFuture<? extends StreamConnection> future = this.ssl.openSslConnection(thread, address.address(), connection -> {
            attempt.opened = (SslConnection) connection;
            attempt.filter(connection);
            ALPNClientSelector.ALPNProtocol http = HttpClientProvider.alpnProtocol(attempt, address.uri(TLS), buffers, options);
            // A node that does not know ALPN speaks HTTP/1.1.
            ALPNClientSelector.runAlpn((SslConnection) connection, http.getSelected(), attempt, http);
        }, options);
        future.addNotifier((result, attachment) -> {
            if (result.getStatus() == IoFuture.Status.FAILED) {
                attempt.failed(result.getException());
            }
        }, null);
    }

    /** Tells the first that happens: a connection, a failure, the end of the time. Confined to its I/O thread. */
    private static final class Attempt implements ClientCallback<ClientConnection> {
        private final ClientCallback<NodeConnection> callback;
        private XnioExecutor.Key timer;
        private SslConnection opened;
        private InterimResponses responses;
        private boolean done;

        Attempt(ClientCallback<NodeConnection> callback) {
            this.callback = callback;
        }

        void filter(StreamConnection connection) {
            this.responses = new InterimResponses(connection.getSourceChannel().getConduit());
            connection.getSourceChannel().setConduit(this.responses);
        }

        @Override
        public void completed(ClientConnection connection) {
            if (this.opened == null || !isInHandshake()) {
                ready(connection);
            } else {
                // The protocol is agreed on before the node's certificate has been looked at (RFC 8446 section 4.3.1).
                this.opened.getHandshakeSetter().set(done -> ready(connection));
                connection.getCloseSetter().set(closed -> failed(new ConnectException("the TLS handshake has failed")));
            }
        }

        private boolean isInHandshake() {
            return UndertowXnioSsl.getSslConduit(this.opened).getSSLEngine().getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
        }

        private void ready(ClientConnection connection) {
            if (isFirst()) {
                this.callback.completed(new NodeConnection(connection, this.responses));
            } else {
                IoUtils.safeClose(connection);
            }
        }

        @Override
        public void failed(IOException e) {
            if (isFirst()) {
                IoUtils.safeClose(this.opened);
                this.callback.failed(e);
            }
        }

        private boolean isFirst() {
            boolean first = !this.done;
            this.done = true;
            this.timer.remove();
            return first;
        }
    }
}
