/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;
import java.util.function.Function;

import org.wildfly.sip.container.transport.Outbound;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.work.SessionQueues;

/**
 * What sessions need of their node.
 *
 * @param queues where their work runs
 * @param replication how they are stored
 * @param registry where they are found
 * @param outbound how they send
 * @param ids names them
 * @param baseTimer T1 of RFC 3261
 * @param lookup finds a session by its id, also one that another node works on, for which it may wait; gives null if there is none
 */
public record SessionContext(SessionQueues queues, ReplicationContext replication, SessionRegistry registry, Outbound outbound,
        SessionIds ids, Duration baseTimer, Function<String, SipApplicationSessionImpl> lookup) {
}
