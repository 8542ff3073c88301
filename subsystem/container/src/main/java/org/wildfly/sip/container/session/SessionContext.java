/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.time.Duration;

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
 */
public record SessionContext(SessionQueues queues, ReplicationContext replication, SessionRegistry registry, Outbound outbound,
        SessionIds ids, Duration baseTimer) {
}
