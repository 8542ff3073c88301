/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

import org.xnio.ChannelListener;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.channels.BoundChannel;
import org.xnio.channels.ConnectedSslStreamChannel;
import org.xnio.ssl.SslConnection;
import org.xnio.ssl.XnioSsl;

/**
 * Opens plain connections where Undertow's client would have TLS ones opened: whoever opens them is the only one who gets at them before
 * the client reads from them.
 */
final class PlainConnections extends XnioSsl {
    private final Consumer<StreamConnection> opened;

    /**
     * @param opened told of each connection, before the client is
     */
    PlainConnections(Xnio xnio, Consumer<StreamConnection> opened) {
        super(xnio, null, OptionMap.EMPTY);
        this.opened = opened;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public IoFuture<SslConnection> openSslConnection(XnioIoThread thread, InetSocketAddress from, InetSocketAddress to,
            ChannelListener<? super SslConnection> openListener, ChannelListener<? super BoundChannel> bindListener, OptionMap options) {
        // The client takes any connection, it only asks for TLS ones.
        ChannelListener<StreamConnection> listener = (ChannelListener) openListener;
        IoFuture connection = thread.openStreamConnection(to, channel -> {
            this.opened.accept(channel);
            listener.handleEvent(channel);
        }, options);
        return connection;
    }

    @Override
    public IoFuture<SslConnection> openSslConnection(XnioWorker worker, InetSocketAddress from, InetSocketAddress to,
            ChannelListener<? super SslConnection> openListener, ChannelListener<? super BoundChannel> bindListener, OptionMap options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IoFuture<ConnectedSslStreamChannel> connectSsl(XnioWorker worker, InetSocketAddress from, InetSocketAddress to,
            ChannelListener<? super ConnectedSslStreamChannel> openListener, ChannelListener<? super BoundChannel> bindListener,
            OptionMap options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AcceptingChannel<ConnectedSslStreamChannel> createSslTcpServer(XnioWorker worker, InetSocketAddress address,
            ChannelListener<? super AcceptingChannel<ConnectedSslStreamChannel>> acceptListener, OptionMap options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AcceptingChannel<SslConnection> createSslConnectionServer(XnioWorker worker, InetSocketAddress address,
            ChannelListener<? super AcceptingChannel<SslConnection>> acceptListener, OptionMap options) {
        throw new UnsupportedOperationException();
    }
}
