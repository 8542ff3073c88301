/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.heartbeat.AnnouncementRules;
import org.wildfly.sip.balancer.heartbeat.Membership;
import org.wildfly.sip.balancer.heartbeat.Refusals;
import org.wildfly.sip.balancer.heartbeat.Source;
import org.wildfly.sip.balancer.tls.Tls;
import org.wildfly.sip.heartbeat.BalancerDescription;
import org.wildfly.sip.heartbeat.HeartbeatServer;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * The native heartbeat as a source of nodes.
 */
final class NativeHeartbeat implements HeartbeatServer.Configuration, HeartbeatServer.Listener {
    private final BalancerConfiguration.Heartbeat configuration;
    private final Supplier<BalancerConfiguration.Heartbeat> current;
    private final BalancerDescription balancer;
    private final Supplier<AnnouncementRules> rules;
    private final Membership membership;
    private final Refusals refusals;
    private final SSLContext sslContext;

    /**
     * @param configuration as it was at the start
     * @param current       as it is now, for what can change
     * @throws IOException if the certificates cannot be used; the message says why
     */
    NativeHeartbeat(BalancerConfiguration.Heartbeat configuration, Supplier<BalancerConfiguration.Heartbeat> current,
            BalancerDescription balancer, Supplier<AnnouncementRules> rules,
            Membership membership, Refusals refusals) throws IOException {
        this.configuration = configuration;
        this.current = current;
        this.balancer = balancer;
        this.rules = rules;
        this.membership = membership;
        this.refusals = refusals;
        this.sslContext = configuration.tls() == null ? null : new Tls(configuration.tls()).context();
    }

    @Override
    public SSLContext sslContext() {
        return this.sslContext;
    }

    @Override
    public boolean requiresCertificate() {
        return this.configuration.tls() != null && this.configuration.tls().trustStore() != null;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(this.configuration.address().host(), this.configuration.address().port());
    }

    @Override
    public BalancerDescription balancer() {
        return this.balancer;
    }

    @Override
    public byte[] secret() {
        return this.configuration.secret() == null ? null : this.configuration.secret().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean remoteWithoutSecret() {
        return this.configuration.remoteWithoutSecret() && this.configuration.allowed().isEmpty();
    }

    @Override
    public boolean allows(InetAddress peer, boolean proved) {
        return this.rules.get().allows(peer, proved);
    }

    @Override
    public boolean allows(InetAddress peer, boolean proved, NodeDescription node) {
        return this.rules.get().allows(peer, proved, node);
    }

    @Override
    public Duration nodeTimeout() {
        return this.current.get().nodeTimeout();
    }

    @Override
    public Duration interval() {
        return this.current.get().interval();
    }

    @Override
    public HeartbeatServer.Listener listener() {
        return this;
    }

    @Override
    public void nodeRegistered(NodeDescription node, NodeState state) {
        this.membership.announce(Source.NATIVE, node, state);
    }

    @Override
    public void nodeStateChanged(String name, NodeState state) {
        this.membership.state(Source.NATIVE, name, state);
    }

    @Override
    public void nodeDown(String name, String reason) {
        this.membership.down(Source.NATIVE, name, reason);
    }

    @Override
    public void nodeLeft(String name) {
        this.membership.leave(Source.NATIVE, name);
    }

    @Override
    public void refused(InetAddress peer) {
        this.refusals.count();
    }
}
