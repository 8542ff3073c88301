/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.Servlet;

import org.wildfly.sip.container.ConnectorConfiguration;
import org.wildfly.sip.container.ConnectorConfiguration.Transport;
import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.container.ContainerStatistics;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.ha.store.SessionStore;

/** A node with a UDP connector on a free port of the loopback address, and applications of one servlet each that live in the test's class path. */
final class TestContainer implements AutoCloseable {
    private final NodeContainer container;
    private final SessionStore store;
    private final InetSocketAddress address;
    private final Map<String, SipApplication> applications = new LinkedHashMap<>();

    /** A replicated application called "test". */
    TestContainer(SessionStore store, Servlet servlet, Class<?>... listeners) throws Exception {
        this(store, Settings.DEFAULT, new TestApplication("test", servlet, listeners));
    }

    TestContainer(SessionStore store, Settings settings, TestApplication... applications) throws Exception {
        this.store = store;
        this.container = new NodeContainer(new ContainerConfiguration() {
            @Override
            public String nodeName() {
                return store.localNode();
            }

            @Override
            public SessionStore store() {
                return store;
            }

            @Override
            public int concurrency() {
                return 4;
            }

            @Override
            public Path applicationRouter() {
                return settings.router();
            }

            @Override
            public Duration baseTimer() {
                return settings.baseTimer();
            }
        });
        this.container.start();
        this.address = this.container.addConnector(new ConnectorConfiguration("sip-udp", Transport.UDP,
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), null, 0)).address();
        for (TestApplication application : applications) {
            SipApplication registered = this.container.register(application.metaData());
            registered.start(new TestDeployment(application));
            this.applications.put(application.name(), registered);
        }
        this.container.open();
    }

    /**
     * What tests set otherwise than usual.
     *
     * @param router a DAR file; null for the order of names
     * @param baseTimer T1
     */
    record Settings(Path router, Duration baseTimer) {
        static final Settings DEFAULT = new Settings(null, Duration.ofMillis(500));

        static Settings baseTimer(Duration baseTimer) {
            return new Settings(null, baseTimer);
        }

        static Settings router(Path router) {
            return new Settings(router, Duration.ofMillis(500));
        }
    }

    NodeContainer container() {
        return this.container;
    }

    SessionStore store() {
        return this.store;
    }

    SipApplication application() {
        return this.application("test");
    }

    SipApplication application(String name) {
        return this.applications.get(name);
    }

    InetSocketAddress address() {
        return this.address;
    }

    /** Nothing of any call is left but transactions that linger as they must. */
    boolean hasNoSession() {
        ContainerStatistics statistics = this.container.statistics();
        return statistics.activeApplicationSessions() == 0 && statistics.activeSipSessions() == 0 && statistics.activeTimers() == 0
                && statistics.storeEntries() == 0 && this.container.boundCallIds() == 0;
    }

    /** What is left, for messages of tests that fail. */
    String left() {
        ContainerStatistics statistics = this.container.statistics();
        return statistics.activeApplicationSessions() + " application sessions, " + statistics.activeSipSessions() + " SIP sessions, "
                + this.container.boundCallIds() + " Call-IDs, " + statistics.activeTimers() + " timers, " + statistics.storeEntries()
                + " entries of " + this.store.localNode() + ": "
                + this.applications.values().stream()
                        .flatMap(application -> application.sessionIds().stream().map(application::readSession))
                        .map(view -> view.toCompletableFuture().join().toString()).toList();
    }

    /** The node dies: from now on it can neither write nor send, and the others are told. */
    void kill() {
        this.store.close();
        this.close();
    }

    @Override
    public void close() {
        this.container.close();
    }
}
