/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

import org.jboss.as.network.ManagedBinding;
import org.jboss.as.network.SocketBinding;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.sip.container.ConnectorConfiguration;
import org.wildfly.sip.container.ConnectorConfiguration.Transport;
import org.wildfly.sip.container.SipContainer;

/** A connector bound to a socket binding of the server, which shows in the model that it is bound. */
public final class ConnectorBinding implements SipContainer.Connector {
    private final SipContainer.Connector connector;
    private final SocketBinding binding;

    private ConnectorBinding(SipContainer.Connector connector, SocketBinding binding) {
        this.connector = connector;
        this.binding = binding;
    }

    /**
     * Binds.
     *
     * @param publicHost the host that peers are told; null for the bound address
     * @param publicPort the port that peers are told; 0 for the bound one
     * @throws UncheckedIOException if the address cannot be bound
     */
    public static ConnectorBinding bind(SipContainer container, String name, Transport transport, SocketBinding binding, String publicHost,
            int publicPort) {
        InetSocketAddress address = binding.getSocketAddress();
        try {
            SipContainer.Connector connector = container
                    .addConnector(new ConnectorConfiguration(name, transport, address, publicHost, publicPort));
            binding.getSocketBindings().getNamedRegistry()
                    .registerBinding(ManagedBinding.Factory.createSimpleManagedBinding(binding.getName(), connector.address(), null));
            return new ConnectorBinding(connector, binding);
        } catch (IOException e) {
            throw SipExtensionLogger.LOGGER.cannotBind(name, transport, address, e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return this.connector.address();
    }

    @Override
    public void close() {
        this.binding.getSocketBindings().getNamedRegistry().unregisterBinding(this.binding.getName());
        this.connector.close();
    }
}
