/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.forward.NodeAnnouncements;
import org.wildfly.sip.balancer.heartbeat.AnnouncementRules;
import org.wildfly.sip.balancer.heartbeat.Announcements;
import org.wildfly.sip.balancer.heartbeat.Membership;
import org.wildfly.sip.balancer.heartbeat.Refusals;
import org.wildfly.sip.balancer.heartbeat.Switchover;
import org.wildfly.sip.balancer.heartbeat.http.HttpHeartbeat;
import org.wildfly.sip.balancer.heartbeat.rmi.RmiHeartbeat;
import org.wildfly.sip.balancer.heartbeat.sip.SipHeartbeat;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.reload.Reloadable;
import org.wildfly.sip.balancer.statistics.Direction;
import org.wildfly.sip.balancer.statistics.NodeTraffic;
import org.wildfly.sip.balancer.statistics.Statistics;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatServer;

/**
 * All that tells the registry of nodes: the heartbeats that are configured, and the fixed nodes.
 */
public final class HeartbeatService implements Reloadable, AutoCloseable {
    private final Membership membership;
    private final HeartbeatServer nativeServer;
    private final SipHeartbeat sip;
    private final HttpHeartbeat http;
    private final RmiHeartbeat rmi;
    private final FixedNodeKeeper fixedNodes;
    private final Switchovers switchovers = new Switchovers();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final boolean remoteWithoutSecret;
    private final Sweeper sweeper;
    private volatile BalancerConfiguration.Heartbeat current;
    private volatile AnnouncementRules rules;

    /**
     * Starts what is configured.
     *
     * @param balancer what nodes are told of this balancer
     * @throws IOException if a port cannot be bound; its message says which and why
     */
    public HeartbeatService(BalancerConfiguration configuration, BalancerDescription balancer, NodeRegistry registry,
            Statistics statistics) throws IOException {
        BalancerConfiguration.Heartbeat heartbeat = configuration.heartbeat();
        this.current = heartbeat;
        this.remoteWithoutSecret = heartbeat.remoteWithoutSecret();
        this.rules = new AnnouncementRules(heartbeat.allowed(), this.remoteWithoutSecret);
        Refusals refusals = new Refusals(statistics);
        this.membership = new Membership(registry, () -> this.current.nodeTimeout(), System::nanoTime, name -> messagesOf(registry, name));
        this.nativeServer = new HeartbeatServer(
                new NativeHeartbeat(heartbeat, () -> this.current, balancer, () -> this.rules, this.membership, refusals));
        Announcements announcements = new Announcements(() -> this.rules, this.membership, refusals, this.switchovers);
        this.sip = new SipHeartbeat(announcements, refusals);
        this.closing.push(this.sip::close);
        try {
            startNative(heartbeat);
            this.http = heartbeat.httpPort() < 0 ? null : http(heartbeat, announcements);
            this.rmi = heartbeat.rmiPort() < 0 ? null : rmi(heartbeat, announcements);
            this.fixedNodes = new FixedNodeKeeper(configuration.fixedNodes(), heartbeat.address().host(), this.membership,
                    new ProbeResults(this.membership, registry));
            this.closing.push(this.fixedNodes::close);
        } catch (IOException e) {
            close();
            throw e;
        }
        this.sweeper = new Sweeper(this.membership::sweep, heartbeat.interval());
        this.closing.push(this.sweeper::close);
    }

    @Override
    public Runnable prepare(BalancerConfiguration configuration) throws IOException {
        Runnable nodes = this.fixedNodes.prepare(configuration);
        AnnouncementRules next = new AnnouncementRules(configuration.heartbeat().allowed(), this.remoteWithoutSecret);
        return () -> {
            this.rules = next;
            this.current = configuration.heartbeat();
            this.nativeServer.intervalChanged();
            this.sweeper.every(this.current.interval());
            nodes.run();
        };
    }

    /** From now on somebody is told when a node takes over from another. */
    public void addSwitchover(Switchover listener) {
        this.switchovers.add(listener);
    }

    /** Takes the announcements that come as SIP requests. */
    public NodeAnnouncements announcements() {
        return this.sip;
    }

    /** The port of the native heartbeat. */
    public int port() {
        return this.nativeServer.localAddress().getPort();
    }

    /** The port of the HTTP heartbeat, 0 if there is none. */
    public int httpPort() {
        return this.http == null ? 0 : this.http.localAddress().getPort();
    }

    /** The port of the RMI registry, 0 if there is none. */
    public int rmiPort() {
        return this.rmi == null ? 0 : this.rmi.port();
    }

    /** Tells the nodes that the balancer stops, and ends. Waits some seconds at most. */
    @Override
    public void close() {
        while (!this.closing.isEmpty()) {
            this.closing.pop().run();
        }
    }

    private static long messagesOf(NodeRegistry registry, String name) {
        for (Node node : registry.snapshot().all()) {
            if (node.name().equals(name)) {
                NodeTraffic.Snapshot traffic = node.traffic().snapshot();
                long messages = traffic.requests(Direction.TO_CLIENTS);
                for (int responseClass = 1; responseClass <= 6; responseClass++) {
                    messages += traffic.responses(Direction.TO_CLIENTS, responseClass);
                }
                return messages;
            }
        }
        return 0;
    }

    private void startNative(BalancerConfiguration.Heartbeat configuration) throws IOException {
        this.closing.push(this.nativeServer::close);
        try {
            this.nativeServer.start();
        } catch (IOException e) {
            throw SettingException.port("heartbeats on TCP",
                    new InetSocketAddress(configuration.address().host(), configuration.address().port()), "heartbeatPort", e);
        }
    }

    private HttpHeartbeat http(BalancerConfiguration.Heartbeat configuration, Announcements announcements) throws IOException {
        HttpHeartbeat started = new HttpHeartbeat(new InetSocketAddress(configuration.address().host(), configuration.httpPort()),
                announcements);
        this.closing.push(started::close);
        return started;
    }

    private RmiHeartbeat rmi(BalancerConfiguration.Heartbeat configuration, Announcements announcements) throws IOException {
        RmiHeartbeat started = new RmiHeartbeat(configuration.address().host(), configuration.rmiPort(), configuration.rmiObjectPort(),
                announcements);
        this.closing.push(started::close);
        return started;
    }
}
