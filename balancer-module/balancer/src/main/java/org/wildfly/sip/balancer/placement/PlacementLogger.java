/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.placement;

import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * What operators must know of placements.
 */
@MessageLogger(projectCode = "SIPLB", length = 4)
interface PlacementLogger extends BasicLogger {
    PlacementLogger LOGGER = Logger.getMessageLogger(PlacementLogger.class, "org.wildfly.sip.balancer.placement");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 140, value = "Placements are shared in cache %s of cluster %s, as %s; members: %s")
    void started(String cache, String cluster, String address, String members);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 141, value = "A placement cannot be shared; the next failures are told once a minute at most")
    void notShared(@Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 142, value = "%d placements were not shared, because the cluster takes them too slowly")
    void tooSlow(long count);
}
