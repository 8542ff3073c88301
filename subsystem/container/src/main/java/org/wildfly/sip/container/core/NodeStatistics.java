/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.util.function.Supplier;

import org.wildfly.sip.container.ContainerStatistics;
import org.wildfly.sip.container.ContainerStatisticsCounters;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.stack.NodeStack;

/** Reads the numbers of a node where they are kept. */
final class NodeStatistics implements ContainerStatistics {
    private final SessionManager sessions;
    private final ContainerStatisticsCounters counters;
    private final ReplicationContext replication;
    private final Supplier<NodeStack> stack;
    private final Balancers balancers;

    NodeStatistics(SessionManager sessions, ContainerStatisticsCounters counters, ReplicationContext replication, Supplier<NodeStack> stack,
            Balancers balancers) {
        this.sessions = sessions;
        this.counters = counters;
        this.replication = replication;
        this.stack = stack;
        this.balancers = balancers;
    }

    @Override
    public int activeApplicationSessions() {
        return this.sessions.context().registry().all().size();
    }

    @Override
    public int activeSipSessions() {
        return this.sessions.context().registry().all().stream().mapToInt(session -> session.legs().size()).sum();
    }

    @Override
    public int activeTransactions() {
        NodeStack current = this.stack.get();
        return current == null ? 0 : current.getClientTransactionTableSize() + current.getServerTransactionTableSize();
    }

    @Override
    public int activeTimers() {
        return this.sessions.context().registry().all().stream().mapToInt(SipApplicationSessionImpl::runningTimers).sum();
    }

    @Override
    public long requestsReceived() {
        return this.counters.requestsReceived.sum();
    }

    @Override
    public long requestsSent() {
        return this.counters.requestsSent.sum();
    }

    @Override
    public long responsesReceived() {
        return this.counters.responsesReceived.sum();
    }

    @Override
    public long responsesSent() {
        return this.counters.responsesSent.sum();
    }

    @Override
    public long messagesDropped() {
        NodeStack current = this.stack.get();
        return current == null ? 0 : current.dropped();
    }

    @Override
    public long requestsRefused() {
        return this.counters.requestsRefused.sum();
    }

    @Override
    public long sessionsTakenOver() {
        return this.replication.statistics().takeovers.sum();
    }

    @Override
    public long uncommittedOutputs() {
        return this.replication.statistics().uncommitted.sum();
    }

    @Override
    public long storeEntries() {
        return this.replication.store().localEntries();
    }

    @Override
    public int connectedBalancers() {
        return this.balancers.connected();
    }
}
