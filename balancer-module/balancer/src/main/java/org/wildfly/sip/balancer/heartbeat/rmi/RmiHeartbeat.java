/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.rmi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.heartbeat.Announcements;
import org.wildfly.sip.balancer.heartbeat.Source;

/**
 * The RMI server of the heartbeat. What is deserialized passes {@link AdmittedClasses}, the JDK's own filter in the registry.
 * <p>
 * The threads are the JDK's, one for each connection; connections are limited, and those that are silent are closed.
 */
public final class RmiHeartbeat implements AutoCloseable {
    static final int IDLE_MILLIS = (int) TimeUnit.SECONDS.toMillis(60);

    private static final String NAME = "SIPBalancer";
    /** The address that RMI tells its clients to call. */
    private static final String ADVERTISED_HOST = "java.rmi.server.hostname";

    private final NodeRegister register;
    private final Registry registry;
    private final int port;

    /**
     * Listens.
     *
     * @param host         the address to listen on
     * @param registryPort the port of the registry, 0 for any free one
     * @param objectPort   the port of the object in it, 0 for any free one
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public RmiHeartbeat(InetAddress host, int registryPort, int objectPort, Announcements announcements)
            throws IOException {
        if (System.getProperty(ADVERTISED_HOST) == null) {
            // Else clients are sent to whatever address the name of this machine has.
            System.setProperty(ADVERTISED_HOST, host.getHostAddress());
        }
        BoundedServerSockets forObject = new BoundedServerSockets(host, peer -> announcements.admits(Source.RMI, peer));
        BoundedServerSockets forRegistry = new BoundedServerSockets(host, peer -> announcements.admits(Source.RMI, peer));
        this.register = new NodeRegister(announcements);
        Remote stub = export("rmiRemoteObjectPort", host, objectPort,
                () -> UnicastRemoteObject.exportObject(this.register, objectPort, null, forObject, new AdmittedClasses()));
        try {
            this.registry = (Registry) export("rmiRegistryPort", host, registryPort,
                    () -> LocateRegistry.createRegistry(registryPort, null, forRegistry));
        } catch (IOException e) {
            unexport(this.register);
            throw e;
        }
        this.registry.rebind(NAME, stub);
        this.port = forRegistry.port();
        RmiHeartbeatLogger.LOGGER.listening(host.getHostAddress(), this.port);
    }

    /** The port of the registry. */
    public int port() {
        return this.port;
    }

    @Override
    public void close() {
        unexport(this.registry);
        unexport(this.register);
    }

    private static Remote export(String key, InetAddress host, int port, Export export) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // By this loader RMI finds the classes of what it gets.
            thread.setContextClassLoader(RmiHeartbeat.class.getClassLoader());
            return export.make();
        } catch (IOException e) {
            throw SettingException.port("RMI heartbeats on TCP", new InetSocketAddress(host, port), key, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void unexport(Remote object) {
        try {
            UnicastRemoteObject.unexportObject(object, true);
        } catch (NoSuchObjectException e) {
            RmiHeartbeatLogger.LOGGER.debug("Not exported", e);
        }
    }

    private interface Export {
        Remote make() throws IOException;
    }
}
