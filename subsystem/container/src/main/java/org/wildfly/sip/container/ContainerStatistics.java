/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

/** Numbers of a node since its start; cheap to read, each is exact for itself, together they are no snapshot. */
public interface ContainerStatistics {
    /** SIP application sessions that this node works on. */
    int activeApplicationSessions();

    /** SIP sessions that this node works on. */
    int activeSipSessions();

    /** Server and client transactions that have not terminated. */
    int activeTransactions();

    /** Timers of applications and of sessions' expiry that are pending on this node. */
    int activeTimers();

    /** Requests received, without retransmissions. */
    long requestsReceived();

    /** Requests sent. */
    long requestsSent();

    /** Responses received. */
    long responsesReceived();

    /** Responses sent. */
    long responsesSent();

    /** Messages dropped because they were malformed or because too much work was waiting. */
    long messagesDropped();

    /** Initial requests refused with 503 because of a drain or of too much work. */
    long requestsRefused();

    /** Sessions of other nodes that this node took over. */
    long sessionsTakenOver();

    /** Messages that left before their state was confirmed to be stored, because commit-timeout had passed. */
    long uncommittedOutputs();

    /** Entries that this node's store holds, as primary or backup. */
    long storeEntries();

    /** The number of balancers that are connected. */
    int connectedBalancers();
}
