/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.util.List;
import java.util.Optional;

import org.wildfly.sip.container.metadata.SipApplicationMetaData;

/**
 * A node's SIP Servlet container: its connectors, its applications, and the drain that takes it out of service.
 * <p>
 * All methods may be called by any thread; none waits for the network or the cluster but {@link #start()} and {@link #close()}.
 */
public interface SipContainer extends AutoCloseable {
    /** Starts the stack and joins the store's cluster. No connector is open yet, no balancer knows this node. */
    void start();

    /**
     * Opens the gates: connectors that were added are bound or begin to be served, balancers are told that this node takes calls. Called when the
     * server has started and its applications are ready (a node must not be announced before).
     */
    void open();

    /**
     * Binds a connector.
     *
     * @return the connector; closing it releases the port
     * @throws java.io.IOException if the address cannot be bound
     */
    Connector addConnector(ConnectorConfiguration configuration) throws java.io.IOException;

    /**
     * Makes an application known and its resources ({@code SipFactory} and so on) available for injection. No request is given to it before
     * {@link SipApplication#start(SipApplicationDeployment)}.
     *
     * @throws SipDeploymentException if another application of this name is deployed
     */
    SipApplication register(SipApplicationMetaData metaData) throws SipDeploymentException;

    /** The applications that are registered, by no particular order. */
    List<SipApplication> applications();

    /** An application by its name ({@code app-name} of {@code sip.xml}, {@code name} of {@code @SipApplication}). */
    default Optional<SipApplication> application(String name) {
        return this.applications().stream().filter(application -> application.name().equals(name)).findAny();
    }

    /** The drain of the whole node. */
    Drain drain();

    /** Numbers of this node, for the management model. */
    ContainerStatistics statistics();

    /** Says goodbye to the balancers, closes connectors and the stack. What is left in the store is found by the other nodes. */
    @Override
    void close();

    /** A bound connector. */
    interface Connector extends AutoCloseable {
        /** The address that is bound; its port is the real one. */
        java.net.InetSocketAddress address();

        @Override
        void close();
    }
}
